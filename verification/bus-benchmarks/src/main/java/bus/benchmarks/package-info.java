/** What is measured with JMH. */
@NullMarked
package bus.benchmarks;

import org.jspecify.annotations.NullMarked;
