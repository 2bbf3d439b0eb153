/** Measures everything in rounds and keeps it, for {@link bus.benchmarks.report} to make the page of. */
@NullMarked
package bus.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
