package bus.api;

import java.util.concurrent.CompletableFuture;

/**
 * Emits to one topic. For code that has events to tell of and need not know the bus.
 *
 * <p>Thread-safe.
 *
 * @param <T> the type of the payload
 */
public interface Emitter<T> {

    /**
     * Returns the topic.
     *
     * @return the topic that is emitted to
     */
    Topic<T> topic();

    /**
     * Emits an event with an id, a transaction and a time of its own.
     *
     * @param data the payload
     * @return the event that was delivered
     * @throws BusException as {@link Bus#emit(Topic, Object)}
     */
    default Event<T> emit(T data) {
        return emit(data, EmitOptions.none());
    }

    /**
     * Emits an event with what the options say.
     *
     * @param data the payload
     * @param options what is known of the event already
     * @return the event that was delivered
     * @throws BusException as {@link Bus#emit(Topic, Object, EmitOptions)}
     */
    Event<T> emit(T data, EmitOptions options);

    /**
     * Emits an event with an id, a transaction and a time of its own, and tells when it is done.
     *
     * @param data the payload
     * @return a new future
     * @throws BusException as {@link Bus#emitTracked(Topic, Object, EmitOptions)}
     */
    default CompletableFuture<Event<T>> emitTracked(T data) {
        return emitTracked(data, EmitOptions.none());
    }

    /**
     * Emits an event with what the options say, and tells when it is done.
     *
     * @param data the payload
     * @param options what is known of the event already
     * @return a new future
     * @throws BusException as {@link Bus#emitTracked(Topic, Object, EmitOptions)}
     */
    CompletableFuture<Event<T>> emitTracked(T data, EmitOptions options);
}
