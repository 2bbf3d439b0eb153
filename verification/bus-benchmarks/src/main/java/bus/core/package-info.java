/** What is measured of parts of the core that have no API. */
@NullMarked
package bus.core;

import org.jspecify.annotations.NullMarked;
