package bus.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import bus.api.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The events that were recorded, behind the one lock that guards them, and the threads that wait for more. */
final class RecordedEvents<T> {

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();

    /** Replaced when it is cleared, by which a wait sees that it has to begin again. */
    private List<Event<T>> events = new ArrayList<>();

    void add(Event<T> event) {
        lock.lock();
        try {
            events.add(event);
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes nobody: what nothing meets is met without a wait. */
    void clear() {
        lock.lock();
        try {
            events = new ArrayList<>();
        } finally {
            lock.unlock();
        }
    }

    List<Event<T>> copy() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return events.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until an expectation is met, cannot be met any more, or the limit has passed, and fails in the latter
     * cases.
     *
     * @param expected gives an expectation that has seen no event
     */
    void await(Supplier<Expectation> expected, Duration limit) throws InterruptedException {
        Expectation expectation;
        List<Event<T>> seen;
        lock.lockInterruptibly();
        try {
            expectation = decided(expected, limit);
            if (expectation.state() == Expectation.State.MET) {
                return;
            }
            seen = List.copyOf(events);
        } finally {
            lock.unlock();
        }
        // Without the lock, as the texts of payloads come from code that may do anything.
        fail(ExpectationMessage.of(expectation, seen, limit));
    }

    private Expectation decided(Supplier<Expectation> expected, Duration limit) throws InterruptedException {
        long left = limit.compareTo(FOREVER) < 0 ? limit.toNanos() : FOREVER.toNanos();
        List<Event<T>> seen = events;
        Expectation expectation = expected.get();
        while (true) {
            if (seen != events) {
                seen = events;
                expectation = expected.get();
            }
            expectation.see(events);
            if (expectation.state() != Expectation.State.OPEN || left <= 0) {
                return expectation;
            }
            left = more.awaitNanos(left);
        }
    }
}
