package bus.api.spi;

import bus.api.Event;
import bus.api.Handler;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * A handler that is done with an event when a stage completes, as {@link Handler#completing Handler.completing} makes
 * it. A bus asks for the stage instead of calling {@link #handle}.
 *
 * @param <T> the type of the payloads
 */
public interface CompletingHandler<T> extends Handler<T> {

    /**
     * Begins with an event.
     *
     * @param event the event
     * @return what completes when the handler is done with the event
     * @throws Exception if it could not begin
     */
    CompletionStage<?> begin(Event<T> event) throws Exception;

    /**
     * Returns how many events may be begun and not done.
     *
     * @return the number, at least 1
     */
    int maxInFlight();

    /**
     * Handles an event and waits until that is done, without a limit.
     *
     * @param event the event
     * @throws Exception what the stage failed with; an {@link InterruptedException} if the thread is interrupted
     */
    @Override
    default void handle(Event<T> event) throws Exception {
        try {
            begin(event).toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
