package bus.core;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of the system in nanoseconds, counted by {@link System#nanoTime} from a moment at which both were read. To
 * count is quicker than to ask for an {@link Instant}, and every emit asks for the time.
 *
 * <p>A moment is used for a millisecond. So this time follows the clock of the system, whether that is set, slewed or
 * was asleep, as closely as a clock does that counts milliseconds, however long the process runs. From one moment to
 * the next it may step back, by the microsecond that the two readings of a moment may lie apart, and by the step in
 * which the clock counts, a millisecond at most.
 */
final class SystemTime {

    private static final long LIFE_OF_A_MOMENT = 1_000_000;

    /** If it took longer, the thread may have stood still between the two readings. */
    private static final long LONGEST_READING = 1_000;

    private final LongSupplier nanoTime;
    private final InstantSource clock;

    /** Written by any thread without a lock: a moment never changes, and a stale one is found to be too old. */
    private @Nullable Moment moment;

    private record Moment(long nanoTime, long epochNanos) {}

    /** Reads time by two clocks, of which the first one counts nanoseconds from anywhere and is never set. */
    SystemTime(LongSupplier nanoTime, InstantSource clock) {
        this.nanoTime = nanoTime;
        this.clock = clock;
    }

    /** Returns the time of this system. */
    static SystemTime ofThisSystem() {
        return new SystemTime(
                new LongSupplier() { // no lambda, whose first link would cost a start more than the class
                    @Override
                    public long getAsLong() {
                        return System.nanoTime();
                    }
                },
                InstantSource.system());
    }

    /** Returns the nanoseconds since 1970-01-01T00:00Z. */
    long epochNanos() {
        long now = nanoTime.getAsLong();
        Moment last = moment;
        if (last != null) {
            long since = now - last.nanoTime;
            if (since >= 0 && since < LIFE_OF_A_MOMENT) {
                return last.epochNanos + since;
            }
        }
        return read(now);
    }

    private long read(long now) {
        long epochNanos = EventFactory.read(clock);
        if (nanoTime.getAsLong() - now <= LONGEST_READING) {
            moment = new Moment(now, epochNanos);
        }
        return epochNanos;
    }
}
