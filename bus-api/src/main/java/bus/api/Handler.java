package bus.api;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Code that is called with the events of the topics it is registered on.
 *
 * <p>It runs on the thread that emits, or on another one if it is registered with {@link Delivery#async}. On emitting
 * threads several may be in it at once, so it has to be thread-safe if several threads emit; a mailbox calls it with
 * one event after the other, unless the delivery says otherwise.
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

    /**
     * Makes a handler that begins something with an event and is done later: a client of a database or of a network
     * service that calls back. An event is done when the stage that the function returns completes, and takes no thread
     * meanwhile.
     *
     * <p>Up to {@code maxInFlight} events are begun and not done, however they are delivered: an
     * {@linkplain Delivery#ordered ordered} delivery begins them one after the other in their order, without waiting
     * for the stage of the one before unless {@code maxInFlight} is 1; a {@linkplain Delivery#keyed keyed} one has each
     * lane wait for the stage of the one before, and counts all lanes together; an {@linkplain Delivery#unordered
     * unordered} one calls the function on several threads at a time.
     *
     * <p>A function that throws or returns null, and a stage that completes with a failure or is cancelled, are
     * failures of the handler. A stage that has not completed when {@link Bus#close} reaches its limit is reported as
     * {@link HandlerFailure.Reason#UNDELIVERED}, and what becomes of it later is passed over.
     *
     * <p>Only the function is inside of the handler. What depends on its stage runs elsewhere: without the context of
     * the emit, and once {@link Bus#close} was called it can emit no longer. What has to be emitted also then is
     * emitted by the function, or by the {@link ErrorHandler} if the stage failed.
     *
     * <p>The handler has to be registered with {@link Delivery#async}. Whoever calls its {@code handle} by hand waits
     * for the stage.
     *
     * @param <T> the type of the payloads
     * @param begin begins something with an event
     * @param maxInFlight how many events may be begun and not done: 1 to 65,536
     * @return a handler
     * @throws IllegalArgumentException if the number is out of range
     */
    static <T> Handler<T> completing(Function<? super Event<T>, ? extends CompletionStage<?>> begin, int maxInFlight) {
        return new StageHandler<>(begin, maxInFlight);
    }
}
