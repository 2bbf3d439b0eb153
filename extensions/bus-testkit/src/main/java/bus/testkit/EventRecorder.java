package bus.testkit;

import static java.util.Objects.requireNonNull;

import bus.api.Event;
import bus.api.Handler;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * A handler that records its events, and on which a test waits for those that it expects.
 *
 * <pre>{@code
 * Topic<String> created = Topic.of("order.created", String.class);
 * EventRecorder<String> orders = EventRecorder.create();
 * try (Bus bus = Bus.create()) {
 *     bus.registerTopics(created);
 *     bus.registerHandler("recorder", created, Delivery.async(), orders);
 *     bus.emit(created, "apples");
 *     bus.emit(created, "pears");
 *     orders.awaitExactly("apples", "pears");
 * }
 * }</pre>
 *
 * <p>A wait looks at all that was recorded since the recorder was made or cleared, so also at what came before the
 * wait. It ends as soon as that is what is expected, and for 10 seconds at most, or as long as {@link #within} says.
 * Payloads are compared by {@code equals}. An expectation that is not met is an {@link AssertionError} that shows what
 * came instead.
 *
 * <p>That nothing else came is said of the time until the wait ended; what comes later is not seen. Emits that have to
 * be over are waited for with {@link bus.api.Bus#awaitIdle} first.
 *
 * <p>Thread-safe. What a thread did before it gave an event to the recorder is visible to whoever sees the event here.
 *
 * @param <T> the type of the payloads
 */
public final class EventRecorder<T> implements Handler<T> {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

    private final RecordedEvents<T> recorded;
    private final Duration limit;

    private EventRecorder(RecordedEvents<T> recorded, Duration limit) {
        this.recorded = recorded;
        this.limit = limit;
    }

    /**
     * Makes a recorder without events.
     *
     * @param <T> the type of the payloads
     * @return a new recorder, whose waits end after 10 seconds
     */
    public static <T> EventRecorder<T> create() {
        return new EventRecorder<>(new RecordedEvents<>(), DEFAULT_LIMIT);
    }

    /**
     * Returns the same events with another limit: {@code orders.within(Duration.ofSeconds(1)).awaitCount(3)}.
     *
     * @param limit how long a wait lasts at most; zero is not to wait at all
     * @return a recorder with this limit, which records to and shows the events of this one
     * @throws IllegalArgumentException if the limit is negative
     */
    public EventRecorder<T> within(Duration limit) {
        requireNonNull(limit, "limit must not be null");
        if (limit.isNegative()) {
            throw new IllegalArgumentException(
                    "limit must not be negative: limit=" + limit + "; zero is not to wait at all");
        }
        return new EventRecorder<>(recorded, limit);
    }

    @Override
    public void handle(Event<T> event) {
        recorded.add(requireNonNull(event, "event must not be null"));
    }

    /**
     * Returns the events so far.
     *
     * @return an immutable copy, in the order in which they came
     */
    public List<Event<T>> events() {
        return recorded.copy();
    }

    /**
     * Returns the payloads so far.
     *
     * @return an immutable copy, in the order in which they came
     */
    public List<T> data() {
        return events().stream().map(Event::data).toList();
    }

    /**
     * Tells how many events there are so far.
     *
     * @return their number
     */
    public int size() {
        return recorded.size();
    }

    /** Forgets the events so far. A wait that is under way begins again, with the time that it has left. */
    public void clear() {
        recorded.clear();
    }

    /**
     * Waits until these payloads came, in this order, and no others so far. Fails as soon as another one came.
     *
     * @param payloads the payloads; none if nothing may have come
     * @throws InterruptedException if the thread was interrupted
     * @throws AssertionError if something else came, or not all of them within the limit
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final void awaitExactly(T... payloads) throws InterruptedException {
        List<T> expected = listOf(payloads);
        await(() -> new Expectation.Exactly(expected));
    }

    /**
     * Waits until these payloads came, in whatever order, and no others so far. Fails as soon as another one came, or
     * one of them more often than it is given here.
     *
     * @param payloads the payloads; none if nothing may have come
     * @throws InterruptedException if the thread was interrupted
     * @throws AssertionError if something else came, or not all of them within the limit
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final void awaitInAnyOrder(T... payloads) throws InterruptedException {
        List<T> expected = listOf(payloads);
        await(() -> new Expectation.InAnyOrder(expected));
    }

    /**
     * Waits until these payloads came, in this order. Others may have come before, between and after them.
     *
     * @param payloads the payloads
     * @throws InterruptedException if the thread was interrupted
     * @throws AssertionError if not all of them came in this order within the limit
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public final void awaitSubsequence(T... payloads) throws InterruptedException {
        List<T> expected = listOf(payloads);
        await(() -> new Expectation.Subsequence(expected));
    }

    /**
     * Waits until at least so many events came.
     *
     * @param count their number
     * @throws InterruptedException if the thread was interrupted
     * @throws IllegalArgumentException if the number is negative
     * @throws AssertionError if fewer came within the limit
     */
    public void awaitCount(int count) throws InterruptedException {
        if (count < 0) {
            throw new IllegalArgumentException(
                    "count must not be negative: count=" + count + "; zero is reached without an event");
        }
        await(() -> new Expectation.Count(count));
    }

    private void await(Supplier<Expectation> expected) throws InterruptedException {
        recorded.await(expected, limit);
    }

    private static <T> List<T> listOf(T[] payloads) {
        requireNonNull(payloads, "payloads must not be null");
        for (int i = 0; i < payloads.length; i++) {
            int index = i;
            requireNonNull(payloads[i], () -> "payloads[" + index + "] must not be null");
        }
        return List.of(payloads);
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "EventRecorder[size=" + size() + ", limit=" + limit + "]";
    }
}
