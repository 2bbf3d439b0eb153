package bus.api;

import static java.util.Objects.requireNonNull;

/**
 * One event that one handler did not handle, and why.
 *
 * @param event the event
 * @param key the key of the handler
 * @param reason why the event was not handled
 * @param cause what the handler threw, or what made the bus pass it over
 * @param registeredAt where in the code the handler was registered; known only with {@link Bus.Builder#callSites}
 */
public record HandlerFailure(Event<?> event, String key, Reason reason, Throwable cause, CallSite registeredAt) {

    /** Why an event was not handled. */
    public enum Reason {

        /** The handler threw, its stage failed, or its key or context could not be had. */
        FAILED,

        /** The handler was not called, because emits were nested too deep or the virtual machine failed. */
        SKIPPED,

        /**
         * The mailbox of the handler refused the event: it was full, the emitting thread was interrupted, the executor
         * took no task, or the bus was closed.
         */
        REJECTED,

        /** The event made room in a full mailbox, or found none, as its {@link Overflow} says. */
        DROPPED,

        /** The event still waited, or its stage had not completed, at the deadline of {@link Bus#close}. */
        UNDELIVERED
    }

    /**
     * Makes a failure.
     *
     * @param event the event
     * @param key the key of the handler
     * @param reason why the event was not handled
     * @param cause what the handler threw, or what made the bus pass it over
     * @param registeredAt where in the code the handler was registered
     * @throws NullPointerException if anything is null
     */
    public HandlerFailure {
        requireNonNull(event, "event must not be null");
        requireNonNull(key, "key must not be null");
        requireNonNull(reason, "reason must not be null");
        requireNonNull(cause, "cause must not be null");
        requireNonNull(registeredAt, "registeredAt must not be null");
    }

    /**
     * Makes a failure of a handler of which is not known where it was registered.
     *
     * @param event the event
     * @param key the key of the handler
     * @param reason why the event was not handled
     * @param cause what the handler threw, or what made the bus pass it over
     * @throws NullPointerException if anything is null
     */
    public HandlerFailure(Event<?> event, String key, Reason reason, Throwable cause) {
        this(event, key, reason, cause, CallSite.unknown());
    }

    /**
     * Names the handler, the event, the cause, and where the handler was registered if that is known, but not the
     * payload, which may be large or secret.
     */
    @Override
    public String toString() {
        return "HandlerFailure[key=" + key + ", reason=" + reason + ", topic=" + event.topic() + ", id="
                + SafeText.of(event::id) + ", cause=" + SafeText.of(cause::toString)
                + (registeredAt.equals(CallSite.unknown()) ? "]" : ", registeredAt=" + registeredAt + "]");
    }
}
