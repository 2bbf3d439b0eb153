/** What was measured, as records that stand in a file, and the page about performance that is made of it. */
@NullMarked
package bus.benchmarks.report;

import org.jspecify.annotations.NullMarked;
