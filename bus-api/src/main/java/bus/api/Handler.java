package bus.api;

/**
 * Code that is called with the events of the topics it is registered on.
 *
 * <p>It runs on the thread that emits. Several threads may be in it at once, so it has to be thread-safe if several
 * threads emit.
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
