package bus.api;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/**
 * The handle of one event that is to be emitted later. It meets with one of three fates: its emit begins, it is
 * cancelled, or the bus is closed before.
 *
 * <p>Thread-safe.
 *
 * @param <T> the type of the payload
 */
public interface ScheduledEmit<T> {

    /**
     * Returns the name of the topic.
     *
     * @return the topic that is emitted to
     */
    String topic();

    /**
     * Returns the time at which it is due.
     *
     * @return the time that the clock of the bus showed when it was scheduled, plus the delay; the executor, which has
     *     a clock of its own, may be late
     */
    Instant dueAt();

    /**
     * Keeps the event from being emitted, if its emit has not begun. What depends on {@link #emitted()} runs on this
     * thread.
     *
     * @return whether it is not emitted because of this call; false if it was cancelled before
     */
    boolean cancel();

    /**
     * Tells what has become of it. The future completes with the event after its emit has returned; asynchronous
     * handlers may still have it then. It completes exceptionally with what the emit threw, also if the failures of
     * handlers were reported already, or with a {@link BusClosedException} if the bus was closed before; it is
     * cancelled if the emit was.
     *
     * <p>What depends on it runs on the thread of the executor that emits, on the one that cancels, or, if the bus is
     * closed, on a thread of the bus, which {@code close} does not wait for.
     *
     * @return a new future; to complete or cancel it oneself has no effect on the event
     */
    CompletableFuture<Event<T>> emitted();
}
