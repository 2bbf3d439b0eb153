package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a handler gets its events: on the emitting thread, or through a mailbox of its own.
 *
 * <p>A mailbox is a bounded queue that a thread empties, one event at a time, first in first out. There is such a
 * thread only while there are events: a virtual one where the JVM has them, else one of a pool of daemon threads; or a
 * thread of the executor that is given. Where one event at a time is too slow, a handler can have {@linkplain #keyed
 * several mailboxes}, so that only events of the same key wait for each other, or {@linkplain #unordered several
 * threads} that empty one.
 *
 * <pre>{@code
 * record Order(String customer, int pieces) {}
 * Delivery<Object> latest = Delivery.async().capacity(100).overflow(Overflow.dropOldest());
 * Delivery<Order> byCustomer = Delivery.async().keyed((Event<Order> event) -> event.data().customer(), 8);
 * System.out.println(latest); // prints Delivery[async, capacity=100, overflow=DROP_OLDEST]
 * System.out.println(byCustomer.order()); // prints KEYED
 * }</pre>
 *
 * <p>Immutable and thread-safe. Two are equal if everything that was said of them is.
 *
 * @param <T> the type of the payloads
 */
public final class Delivery<T> {

    /** How many events wait at most where nothing else is said. */
    public static final int DEFAULT_CAPACITY = 1_024;

    /** In which order an asynchronous handler gets its events. */
    public enum Order {

        /** One at a time, first in first out. */
        ORDERED,

        /** Those with the same key one at a time, first in first out. */
        KEYED,

        /** In any order, several at a time. */
        UNORDERED
    }

    private static final int GREATEST_CAPACITY = 1 << 24;
    private static final int GREATEST_LANES = 1_024;
    private static final int GREATEST_PARALLELISM = 1 << 16;
    private static final Delivery<Object> SYNC =
            new Delivery<>(false, 0, Overflow.block(), null, Order.ORDERED, 1, null);
    private static final Delivery<Object> ASYNC =
            new Delivery<>(true, DEFAULT_CAPACITY, Overflow.block(), null, Order.ORDERED, 1, null);

    private final boolean async;
    private final int capacity;
    private final Overflow overflow;
    private final @Nullable Executor executor;
    private final Order order;
    private final int parallelism;
    private final @Nullable Function<? super Event<T>, ?> key;

    private Delivery(
            boolean async,
            int capacity,
            Overflow overflow,
            @Nullable Executor executor,
            Order order,
            int parallelism,
            @Nullable Function<? super Event<T>, ?> key) {
        this.async = async;
        this.capacity = capacity;
        this.overflow = overflow;
        this.executor = executor;
        this.order = order;
        this.parallelism = parallelism;
        this.key = key;
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
     * Puts events into a mailbox, from which the handler gets them one at a time in their order. It has room for
     * {@value #DEFAULT_CAPACITY} events and blocks the emitting thread for 30 seconds at most where nothing else is
     * said.
     *
     * @return the delivery
     */
    public static Delivery<Object> async() {
        return ASYNC;
    }

    /**
     * Bounds the mailbox, or each of them if there are lanes.
     *
     * @param capacity how many events may wait, beside those that are handled: 1 to 16,777,216
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
        return new Delivery<>(true, capacity, overflow, executor, order, parallelism, key);
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
        return new Delivery<>(true, capacity, overflow, executor, order, parallelism, key);
    }

    /**
     * Has the handler run on threads of this executor. The mailbox gives it a task when there are events, which handles
     * 64 of them at most before it lets other tasks run. The bus does not shut it down.
     *
     * @param executor the executor; one that rejects a task loses the events that wait, which is reported
     * @return a delivery with this executor
     * @throws IllegalStateException if this delivery has no mailbox
     */
    public Delivery<T> executor(Executor executor) {
        requireNonNull(executor, "executor must not be null");
        requireAsync("executor=" + executor);
        return new Delivery<>(true, capacity, overflow, executor, order, parallelism, key);
    }

    private void requireAsync(String what) {
        if (!async) {
            throw new IllegalStateException("delivery must be asynchronous to have a mailbox: delivery=" + this + ", "
                    + what + "; begin with Delivery.async()");
        }
    }

    /**
     * Has the handler get its events one at a time, in their order. That is so where nothing else is said. The last of
     * this method, {@link #keyed} and {@link #unordered} counts.
     *
     * @return a delivery in this order
     */
    public Delivery<T> ordered() {
        return order == Order.ORDERED
                ? this
                : new Delivery<>(true, capacity, overflow, executor, Order.ORDERED, 1, null);
    }

    /**
     * Has the handler get the events of each key one at a time in their order, and those of different keys side by
     * side. The events go through lanes, each with a mailbox of its own: a key belongs to one lane by its hash code,
     * and shares it with others. So a slow key holds up those of its own lane alone. Capacity and overflow are those of
     * each lane.
     *
     * <p>The function runs on the emitting thread. If it throws or gives null, that is a failure of the handler with
     * this event.
     *
     * <p>A handler that emits to itself may come to a full mailbox of another lane; it then waits, and if lanes wait
     * for each other, that ends at the limit of the overflow.
     *
     * @param <U> the type of the payloads, which a key is taken from
     * @param key gives the key of an event, which has {@code equals} and {@code hashCode} and does not change;
     *     thread-safe
     * @param lanes how many events are handled at a time at most: 1 to 1,024
     * @return a delivery in this order
     * @throws IllegalArgumentException if the number of lanes is out of range
     * @throws IllegalStateException if this delivery has no mailbox
     */
    public <U extends T> Delivery<U> keyed(Function<? super Event<U>, ?> key, int lanes) {
        requireNonNull(key, "key must not be null");
        requireAsync("lanes=" + lanes);
        requireRange("lanes", lanes, GREATEST_LANES);
        return new Delivery<>(true, capacity, overflow, executor, Order.KEYED, lanes, key);
    }

    /**
     * Has the handler get several events at a time, out of one mailbox. It is called with them in their order, but a
     * later one may be done, or even begun, before an earlier one. The handler has to be thread-safe.
     *
     * @param parallelism how many events are handled at a time at most: 1 to 65,536
     * @return a delivery in this order
     * @throws IllegalArgumentException if the number is out of range
     * @throws IllegalStateException if this delivery has no mailbox
     */
    public Delivery<T> unordered(int parallelism) {
        requireAsync("parallelism=" + parallelism);
        requireRange("parallelism", parallelism, GREATEST_PARALLELISM);
        return new Delivery<>(true, capacity, overflow, executor, Order.UNORDERED, parallelism, null);
    }

    private static void requireRange(String name, int value, int greatest) {
        if (value < 1 || value > greatest) {
            throw new IllegalArgumentException(name + " must lie in [1, " + greatest + "]: " + name + "=" + value
                    + "; as many as the handler can use at a time, such as the number of processors");
        }
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

    /**
     * Returns the order in which the handler gets its events.
     *
     * @return the order
     */
    public Order order() {
        return order;
    }

    /**
     * Returns how many calls of the handler there are at a time at most. How many events are under way with
     * {@link Handler#completing} is said there.
     *
     * @return 1 if they are ordered, else the number of lanes or what {@link #unordered} says
     */
    public int parallelism() {
        return parallelism;
    }

    /**
     * Returns what gives the keys of events.
     *
     * @return the function; empty unless the delivery is keyed
     */
    public Optional<Function<? super Event<T>, ?>> key() {
        return Optional.ofNullable(key);
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Delivery<?> that
                && async == that.async
                && capacity == that.capacity
                && overflow.equals(that.overflow)
                && Objects.equals(executor, that.executor)
                && order == that.order
                && parallelism == that.parallelism
                && Objects.equals(key, that.key);
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public int hashCode() {
        return Objects.hash(async, capacity, overflow, executor, order, parallelism, key);
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        if (!async) {
            return "Delivery[sync]";
        }
        String inOrder = switch (order) {
            case ORDERED -> "";
            case KEYED -> ", keyed, lanes=" + parallelism;
            case UNORDERED -> ", unordered, parallelism=" + parallelism;
        };
        return "Delivery[async, capacity=" + capacity + ", overflow=" + overflow + inOrder
                + (executor == null ? "]" : ", executor=" + executor + "]");
    }
}
