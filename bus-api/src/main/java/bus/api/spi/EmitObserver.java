package bus.api.spi;

import bus.api.HandlerFailure;

/**
 * Is told of what becomes of one event: made by {@link BusObserver#emitting BusObserver.emitting}, on the emitting
 * thread, whose context it may note for the calls on other threads.
 *
 * <p>Of each handler that gets the event, either {@link #calling} or {@link #lost} is called; of one that was
 * deregistered meanwhile, neither. Every method does nothing by default.
 */
public interface EmitObserver {

    /**
     * Returns an observer that wants to know nothing.
     *
     * @return always the same one
     */
    static EmitObserver none() {
        return NoObserver.INSTANCE;
    }

    /** Called if no handler is registered on the topic of the event. */
    default void unhandled() {}

    /**
     * Called on the thread of a handler, just before it is called with the event, in the context that context carriers
     * have restored.
     *
     * @param handler the handler
     * @return what observes this call
     */
    default CallObserver calling(ObservedHandler handler) {
        return CallObserver.none();
    }

    /**
     * Called when a handler is not called with the event: its mailbox had no room, the bus was closed, emits were
     * ended, its key or context could not be had.
     *
     * @param handler the handler
     * @param failure why
     */
    default void lost(ObservedHandler handler, HandlerFailure failure) {}

    /**
     * Called on the emitting thread when the emit is over: synchronous handlers have come back, others have been
     * offered the event.
     */
    default void ended() {}
}
