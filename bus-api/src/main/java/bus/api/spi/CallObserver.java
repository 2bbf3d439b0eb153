package bus.api.spi;

import bus.api.HandlerFailure;

/**
 * Is told how one call of a handler ends: made by {@link EmitObserver#calling EmitObserver.calling}. First the call
 * comes back, then the event is handled or has failed; for a {@link CompletingHandler} that is when its stage
 * completes, on whatever thread, perhaps even before the call comes back. Every method does nothing by default.
 */
public interface CallObserver {

    /**
     * Returns an observer that wants to know nothing.
     *
     * @return always the same one
     */
    static CallObserver none() {
        return NoObserver.INSTANCE;
    }

    /** Called when the handler comes back, in whatever way, on the thread on which it was called. */
    default void returned() {}

    /**
     * Called when the handler is done with the event.
     *
     * @param nanos the nanoseconds since it was called
     */
    default void handled(long nanos) {}

    /**
     * Called when the handler has failed with the event, or was not done with it at the deadline of
     * {@link bus.api.Bus#close}.
     *
     * @param failure how
     * @param nanos the nanoseconds since it was called
     */
    default void failed(HandlerFailure failure, long nanos) {}
}
