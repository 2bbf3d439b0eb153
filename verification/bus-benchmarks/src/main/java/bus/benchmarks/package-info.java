/** What is measured: the benchmarks, most of them for JMH. */
@NullMarked
package bus.benchmarks;

import org.jspecify.annotations.NullMarked;
