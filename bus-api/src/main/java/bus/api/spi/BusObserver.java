package bus.api.spi;

import bus.api.CloseReport;
import bus.api.Event;
import bus.api.Topic;
import java.util.List;

/**
 * Is told of what happens in a bus: a base for logs, metrics, traces and recordings, which handlers know nothing of.
 *
 * <p>Observers are given to {@link bus.api.Bus.Builder#observer}, or found by {@link java.util.ServiceLoader}, for
 * which they have a public constructor without parameters; each bus gets one of its own. Every method does nothing by
 * default.
 *
 * <p>An observer is called on the thread on which something happens, several threads may be in it at once, and no lock
 * of the bus is held. What it throws is logged, the first time and then at a falling rate, and changes nothing for the
 * bus, for handlers or for other observers; where it then has given nothing, it is told no more of that emit or that
 * call. It costs every emit the time that it takes. It must not wait for the bus, and what it emits to it is observed
 * as well.
 *
 * <p>An emit of a bus without observers pays nothing for them. One that has some also counts what synchronous handlers
 * handle, as with {@link bus.api.Bus.Builder#statistics}.
 */
public interface BusObserver {

    /**
     * Called after topics were registered that had not been, in one call. Registrations of topics and handlers are told
     * one after the other in their order, if need be by another thread that registers; the first events may come
     * before.
     *
     * @param topics the topics, unmodifiable, in the order of registration
     */
    default void topicsRegistered(List<Topic<?>> topics) {}

    /**
     * Called after topics were deregistered that had been registered, in one call.
     *
     * @param topics the topics, unmodifiable
     */
    default void topicsDeregistered(List<Topic<?>> topics) {}

    /**
     * Called after a handler was registered. If it replaces another one under the same key, that one is told as
     * deregistered before.
     *
     * @param handler the handler; it may be kept until it is told as deregistered
     */
    default void handlerRegistered(ObservedHandler handler) {}

    /**
     * Called after a handler was deregistered or replaced. One with a mailbox may still get the events that it had
     * accepted.
     *
     * @param handler the same object as when it was registered
     */
    default void handlerDeregistered(ObservedHandler handler) {}

    /**
     * Called on the emitting thread when an event was made, before its first handler is called. Not for an emit that is
     * refused, as one to a topic that is not registered is.
     *
     * @param event the event
     * @return what observes this emit; it lives as long as a handler has the event
     */
    default EmitObserver emitting(Event<?> event) {
        return EmitObserver.none();
    }

    /**
     * Called when the bus was closed and its mailboxes have ended. Calls of handlers that had not come back by then may
     * still be told of.
     *
     * @param report what was left undone
     */
    default void closed(CloseReport report) {}
}
