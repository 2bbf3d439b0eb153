package bus.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until the test moves it, forwards or backwards. A bus gets it by
 * {@code Bus.builder().clock(ManualClock.at("2026-01-01T00:00:00Z"))}.
 *
 * <p>Thread-safe. What a thread did before it moved the clock is visible to whoever reads the new time.
 */
public final class ManualClock implements InstantSource {

    /** The reads and writes of an atomic reference are volatile, which gives the happens-before edge. */
    private final AtomicReference<Instant> now;

    private ManualClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /**
     * Makes a clock that stands at a time.
     *
     * @param time the time
     * @return a new clock
     */
    public static ManualClock at(Instant time) {
        return new ManualClock(requireNonNull(time, "time must not be null"));
    }

    /**
     * Makes a clock that stands at a time.
     *
     * @param time the time in ISO-8601, such as {@code 2026-01-01T00:00:00Z}
     * @return a new clock
     * @throws java.time.format.DateTimeParseException if the text is no such time
     */
    public static ManualClock at(String time) {
        return at(Instant.parse(requireNonNull(time, "time must not be null")));
    }

    /**
     * Moves the clock to a time, which may be earlier than the one it shows.
     *
     * @param time the time
     */
    public void set(Instant time) {
        now.set(requireNonNull(time, "time must not be null"));
    }

    /**
     * Moves the clock on. Several threads may do so at once; none of the moves is lost.
     *
     * @param by how far; back if negative
     */
    public void advance(Duration by) {
        requireNonNull(by, "by must not be null");
        now.updateAndGet(time -> time.plus(by));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "ManualClock[" + now + "]";
    }
}
