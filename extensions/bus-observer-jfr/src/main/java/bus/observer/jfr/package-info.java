/** What {@link java.util.ServiceLoader} finds in this module, the events, and a program that reads them. */
@NullMarked
package bus.observer.jfr;

import org.jspecify.annotations.NullMarked;
