package bus.api;

/**
 * Code that is called with the events of the topics it is registered on.
 *
 * <p>It runs on the thread that emits, or on another one if it is registered with {@link Delivery#async}. On emitting threads
 * several may be in it at once, so it has to be thread-safe if several threads emit; a mailbox calls it with one event after
 * the other.
 *
 * @param <T> the type of the payloads
 */
@FunctionalInterface
public interface Handler<T> {

    /**
     * Handles an event. Whatever it throws is reported as the {@link FailurePolicy} says, and keeps no other handler
     * from its call. An {@link InterruptedException} sets the interrupt flag of the thread again, once the last handler
     * of the event has run.
     *
     * @param event the event
     * @throws Exception if it could not be handled
     */
    void handle(Event<T> event) throws Exception;
}
