/** What an id generator or another implementation of the bus provides, and what it is given. */
@NullMarked
package bus.api.spi;

import org.jspecify.annotations.NullMarked;
