/** An observer that counts, times and traces by Micrometer what happens in a bus. */
@NullMarked
package bus.observer.micrometer;

import org.jspecify.annotations.NullMarked;
