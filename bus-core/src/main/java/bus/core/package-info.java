/**
 * The message bus.
 *
 * <p>A {@link bus.core.CoreBus} is a {@link bus.core.Registry}, which knows who listens to which topic, and a
 * {@link bus.core.Dispatcher}, which makes events and calls the handlers. The only thing that both touch is the array
 * of subscribers of a {@link bus.core.RegisteredTopic}: the registry swaps it, the dispatcher reads it once per event.
 */
@NullMarked
package bus.core;

import org.jspecify.annotations.NullMarked;
