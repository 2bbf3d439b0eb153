/** Makes the page about performance of what was measured. */
@NullMarked
package bus.benchmarks.report;

import org.jspecify.annotations.NullMarked;
