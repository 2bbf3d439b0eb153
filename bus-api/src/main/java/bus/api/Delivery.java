package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a handler gets its events: on the emitting thread, or through a mailbox of its own.
 *
 * <p>A mailbox is a bounded queue that a thread empties, one event at a time, first in first out. There is such a thread
 * only while there are events: a virtual one where the JVM has them, else one of a pool of daemon threads; or a thread of
 * the executor that is given.
 *
 * <p>Immutable and thread-safe. Two are equal if everything that was said of them is.
 *
 * @param <T> the type of the payloads
 */
public final class Delivery<T> {

    /** How many events wait at most where nothing else is said. */
    public static final int DEFAULT_CAPACITY = 1_024;

    private static final int GREATEST_CAPACITY = 1 << 24;
    private static final Delivery<Object> SYNC = new Delivery<>(false, 0, Overflow.block(), null);
    private static final Delivery<Object> ASYNC = new Delivery<>(true, DEFAULT_CAPACITY, Overflow.block(), null);

    private final boolean async;
    private final int capacity;
    private final Overflow overflow;
    private final @Nullable Executor executor;

    private Delivery(boolean async, int capacity, Overflow overflow, @Nullable Executor executor) {
        this.async = async;
        this.capacity = capacity;
        this.overflow = overflow;
        this.executor = executor;
    }

    /**
     * Calls the handler on the emitting thread, before {@code emit} returns. The default.
     *
     * @return the delivery
     */
    public static Delivery<Object> sync() {
        return SYNC;
    }

    /**
     * Puts events into a mailbox, from which the handler gets them one at a time in their order. It has room for {@value
     * #DEFAULT_CAPACITY} events and blocks the emitting thread for 30 seconds at most where nothing else is said.
     *
     * @return the delivery
     */
    public static Delivery<Object> async() {
        return ASYNC;
    }

    /**
     * Bounds the mailbox.
     *
     * @param capacity how many events may wait, beside the one that is handled: 1 to 16,777,216
     * @return a delivery with this capacity
     * @throws IllegalArgumentException if the capacity is out of range
     * @throws IllegalStateException if this delivery has no mailbox
     */
    public Delivery<T> capacity(int capacity) {
        requireAsync("capacity=" + capacity);
        if (capacity < 1 || capacity > GREATEST_CAPACITY) {
            throw new IllegalArgumentException("capacity must lie in [1, " + GREATEST_CAPACITY + "]: capacity="
                    + capacity + "; the default is " + DEFAULT_CAPACITY);
        }
        return new Delivery<>(true, capacity, overflow, executor);
    }

    /**
     * Says what becomes of an event for which there is no room.
     *
     * @param overflow the policy
     * @return a delivery with this policy
     * @throws IllegalStateException if this delivery has no mailbox
     */
    public Delivery<T> overflow(Overflow overflow) {
        requireNonNull(overflow, "overflow must not be null");
        requireAsync("overflow=" + overflow);
        return new Delivery<>(true, capacity, overflow, executor);
    }

    /**
     * Has the handler run on threads of this executor. The mailbox gives it a task when there are events, which handles 64
     * of them at most before it lets other tasks run. The bus does not shut it down.
     *
     * @param executor the executor; one that rejects a task loses the events that wait, which is reported
     * @return a delivery with this executor
     * @throws IllegalStateException if this delivery has no mailbox
     */
    public Delivery<T> executor(Executor executor) {
        requireNonNull(executor, "executor must not be null");
        requireAsync("executor=" + executor);
        return new Delivery<>(true, capacity, overflow, executor);
    }

    private void requireAsync(String what) {
        if (!async) {
            throw new IllegalStateException("delivery must be asynchronous to have a mailbox: delivery=" + this + ", "
                    + what + "; begin with Delivery.async()");
        }
    }

    /**
     * Has the handler get its events one at a time, in their order. That is so anyway; it says so where it matters.
     *
     * @return this delivery
     */
    public Delivery<T> ordered() {
        return this;
    }

    /**
     * Tells whether events go through a mailbox.
     *
     * @return whether they do
     */
    public boolean isAsync() {
        return async;
    }

    /**
     * Returns the bound of the mailbox.
     *
     * @return how many events may wait; 0 if there is no mailbox
     */
    public int capacity() {
        return capacity;
    }

    /**
     * Returns what becomes of an event for which there is no room.
     *
     * @return the policy
     */
    public Overflow overflow() {
        return overflow;
    }

    /**
     * Returns the executor that was given.
     *
     * @return the executor; empty if the bus supplies the threads
     */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Delivery<?> that
                && async == that.async
                && capacity == that.capacity
                && overflow.equals(that.overflow)
                && Objects.equals(executor, that.executor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(async, capacity, overflow, executor);
    }

    @Override
    public String toString() {
        if (!async) {
            return "Delivery[sync]";
        }
        return "Delivery[async, capacity=" + capacity + ", overflow=" + overflow
                + (executor == null ? "]" : ", executor=" + executor + "]");
    }
}
