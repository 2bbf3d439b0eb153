/** What an application sees of the bus: topics, handlers, events, and the bus that brings them together. */
@NullMarked
package bus.api;

import org.jspecify.annotations.NullMarked;
