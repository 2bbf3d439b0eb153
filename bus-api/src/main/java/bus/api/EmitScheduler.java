package bus.api;

import java.time.Duration;

/**
 * Emits events later, on the threads of an executor.
 *
 * <p>What is scheduled is pending until it is due, cancelled, or the bus is closed; {@link BusSnapshot#scheduled()}
 * shows it. The event is made when it is due: it gets its id and its time then, and its topic need not be registered
 * before. As nobody is there to catch what its emit throws, the failures of handlers go to the {@link ErrorHandler},
 * also with {@link FailurePolicy#THROW}, and what keeps the event from being made is logged. Both are in
 * {@link ScheduledEmit#emitted()} as well. The emitting thread, whose context a {@link ContextCarrier} captures, is
 * that of the executor, not the one that schedules.
 *
 * <p>{@link Bus#close()} cancels what is pending before it empties the mailboxes. It logs a warning of that, and
 * {@link CloseReport#scheduled()} has each of them. {@link Bus#awaitIdle} does not wait for what is pending.
 *
 * <p>The executor is left alone: it is never shut down, and one that is shut down with its tasks leaves what was
 * scheduled pending until it is cancelled or the bus is closed. The task of an emit that is cancelled is cancelled as
 * well; a {@link java.util.concurrent.ScheduledThreadPoolExecutor} forgets it at once only after
 * {@code setRemoveOnCancelPolicy(true)}.
 *
 * <p>Thread-safe. What a thread did before it scheduled an event is visible to the handlers of the event.
 */
public interface EmitScheduler {

    /**
     * Emits an event after a delay, with an id, a transaction and a time of its own.
     *
     * @param <T> the type of the payload
     * @param delay how long to wait, not negative; more than 36,500 days count as that
     * @param topic the topic
     * @param data the payload
     * @return the handle by which to cancel it
     * @throws IllegalArgumentException if the delay is negative
     * @throws PayloadTypeException if the payload is not of the type of the topic
     * @throws BusClosedException if the bus is closed, also inside a handler
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task; nothing is pending then
     */
    default <T> ScheduledEmit<T> emitLater(Duration delay, Topic<T> topic, T data) {
        return emitLater(delay, topic, data, EmitOptions.none());
    }

    /**
     * Emits an event after a delay, with what the options say.
     *
     * @param <T> the type of the payload
     * @param delay how long to wait, not negative; more than 36,500 days count as that
     * @param topic the topic
     * @param data the payload
     * @param options what is known of the event already
     * @return the handle by which to cancel it
     * @throws IllegalArgumentException if the delay is negative
     * @throws PayloadTypeException if the payload is not of the type of the topic
     * @throws BusClosedException if the bus is closed, also inside a handler
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task; nothing is pending then
     */
    <T> ScheduledEmit<T> emitLater(Duration delay, Topic<T> topic, T data, EmitOptions options);

    /**
     * Emits an event to a topic by its name after a delay, with an id, a transaction and a time of its own.
     *
     * @param delay how long to wait, not negative; more than 36,500 days count as that
     * @param topic the name of the topic, not blank
     * @param data the payload
     * @return the handle by which to cancel it
     * @throws IllegalArgumentException if the delay is negative, the name is blank, or the payload is an
     *     {@link EmitOptions}, which is a forgotten argument
     * @throws BusClosedException if the bus is closed, also inside a handler
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task; nothing is pending then
     */
    default ScheduledEmit<Object> emitLater(Duration delay, String topic, Object data) {
        return emitLater(delay, topic, data, EmitOptions.none());
    }

    /**
     * Emits an event to a topic by its name after a delay, with what the options say.
     *
     * @param delay how long to wait, not negative; more than 36,500 days count as that
     * @param topic the name of the topic, not blank
     * @param data the payload
     * @param options what is known of the event already
     * @return the handle by which to cancel it
     * @throws IllegalArgumentException if the delay is negative, the name is blank, or the payload is an
     *     {@link EmitOptions}
     * @throws BusClosedException if the bus is closed, also inside a handler
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no task; nothing is pending then
     */
    ScheduledEmit<Object> emitLater(Duration delay, String topic, Object data, EmitOptions options);
}
