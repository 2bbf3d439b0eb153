/** For tests of code that uses a bus, and of the parts that one is built from. */
@NullMarked
package bus.testkit;

import org.jspecify.annotations.NullMarked;
