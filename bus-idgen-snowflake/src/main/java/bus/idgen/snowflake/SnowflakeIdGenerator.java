package bus.idgen.snowflake;

import static java.util.Objects.requireNonNull;

import bus.api.spi.TicketIdGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids of 16 characters: 8 for the milliseconds since an initial time, 4 for a counter within the millisecond, and
 * 4 for the node.
 *
 * <p>The characters are the Base62 digits {@code 0-9A-Za-z}, so that ids sort as text in the order in which they were
 * made. The format is that of the millisecond sequencer of <a
 * href="https://github.com/mustafaturan/monoton">monoton</a>.
 *
 * <p>Thread-safe and lock-free. Every id is greater than all that were taken before it, on whatever thread, and none is
 * given twice: a clock that is set back does not move the time of the ids back, and a counter that is full (after
 * 14,776,336 ids in one millisecond) goes on in the next millisecond.
 *
 * <p>Generators with different nodes never give the same id. Two that have the same node may, also in one process: share
 * one generator. (Buses that find this generator by its name do, if the same node is set for them.) One that is made anew
 * after a restart does not repeat an id of the earlier one, as long as the clock is not set back behind its last id.
 *
 * <p>The time of an id lies within 19 years of the making of its generator, and at most 62<sup>8</sup> − 1 milliseconds
 * after the initial time, which is the year 8938 by default.
 */
public final class SnowflakeIdGenerator implements TicketIdGenerator {

    /** The initial time where none is set: 2020-01-01T00:00Z. */
    public static final Instant DEFAULT_INITIAL_TIME = Instant.parse("2020-01-01T00:00:00Z");

    /** The greatest node: 14,776,335, which is what its 4 characters can hold. */
    public static final long MAX_NODE = Base62.values(4) - 1;

    private static final int TIME_DIGITS = 8;
    private static final int COUNTER_DIGITS = 4;
    private static final int NODE_DIGITS = 4;
    private static final int DIGITS = TIME_DIGITS + COUNTER_DIGITS + NODE_DIGITS;

    private static final long COUNTS = Base62.values(COUNTER_DIGITS);
    private static final long MAX_TIME = Base62.values(TIME_DIGITS) - 1;

    /** How many milliseconds a ticket can be away from the origin. Time and counter together do not fit in 64 bits. */
    private static final long REACH = Long.MAX_VALUE / COUNTS - 1;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long node;
    private final Instant initialTime;
    private final InstantSource clock;

    /** When this generator was made, where tickets are about 0. This and the other times in milliseconds since 1970. */
    private final long origin;

    private final long min;
    private final long max;

    /**
     * The ticket that was taken last: the milliseconds since the origin, times the counts in a millisecond, plus the
     * count. So one more is the next count, or the first one of the next millisecond. Each ticket is written by one
     * compare-and-set that was successful, and these are totally ordered: that makes it unique, and greater than every
     * ticket whose taking happened before.
     */
    private final AtomicLong taken;

    private SnowflakeIdGenerator(long node, Instant initialTime, InstantSource clock, Instant now) {
        this.node = node;
        this.initialTime = initialTime;
        this.clock = clock;
        origin = now.toEpochMilli();
        min = Math.max(initialTime.toEpochMilli(), origin - REACH);
        max = Math.min(initialTime.toEpochMilli() + MAX_TIME, origin + REACH);
        taken = new AtomicLong((min - origin) * COUNTS - 1);
    }

    /**
     * Makes a generator with the default initial time and the system clock.
     *
     * @param node what tells this generator from all others, 0 to {@link #MAX_NODE}
     * @return a new generator
     * @throws IllegalArgumentException if the node is out of range
     */
    public static SnowflakeIdGenerator ofNode(long node) {
        return builder().node(node).build();
    }

    /**
     * Starts a generator.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@inheritDoc}
     *
     * @return 16 characters
     * @throws IllegalStateException if the time is past the last one that this generator can give ids for
     */
    @Override
    public String next() {
        return render(takeAt(clock.millis()));
    }

    /**
     * {@inheritDoc} A time before the initial time, or before that of an earlier ticket, gives the next ticket all the
     * same.
     *
     * @throws IllegalStateException if the time is past the last one that this generator can give ids for
     */
    @Override
    public long take(long epochNanos) {
        return takeAt(Math.floorDiv(epochNanos, NANOS_PER_MILLI));
    }

    private long takeAt(long epochMillis) {
        long now = (Math.min(max + 1, Math.max(min, epochMillis)) - origin) * COUNTS;
        long end = (max + 1 - origin) * COUNTS;
        long last;
        long ticket;
        do {
            last = taken.get();
            ticket = Math.max(now, last + 1);
            if (ticket >= end) {
                throw usedUp(epochMillis);
            }
        } while (!taken.compareAndSet(last, ticket));
        return ticket;
    }

    private IllegalStateException usedUp(long epochMillis) {
        return new IllegalStateException("ids must be taken before they are used up: time="
                + Instant.ofEpochMilli(epochMillis) + ", last time=" + Instant.ofEpochMilli(max)
                + (max < origin + REACH
                        ? "; the characters hold no later one, start over with a later initial time"
                        : "; make a new generator with the same settings"));
    }

    /**
     * {@inheritDoc}
     *
     * @return 16 characters
     */
    @Override
    public String render(long ticket) {
        byte[] id = new byte[DIGITS];
        long time = origin + Math.floorDiv(ticket, COUNTS) - initialTime.toEpochMilli();
        Base62.write(time, id, 0, TIME_DIGITS);
        Base62.write(Math.floorMod(ticket, COUNTS), id, TIME_DIGITS, COUNTER_DIGITS);
        Base62.write(node, id, TIME_DIGITS + COUNTER_DIGITS, NODE_DIGITS);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "SnowflakeIdGenerator[node=" + node + ", initialTime=" + initialTime + "]";
    }

    /**
     * Tells how early an initial time may be.
     *
     * @param now the time at which a generator is made
     * @return the earliest initial time that is not too long ago for the 8 characters of the time
     */
    public static Instant earliestInitialTime(Instant now) {
        return requireNonNull(now, "now must not be null").minusMillis(MAX_TIME);
    }

    /** Sets up a generator. Not thread-safe; may be used for several generators. */
    public static final class Builder {

        private @Nullable Long node;
        private Instant initialTime = DEFAULT_INITIAL_TIME;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets the node, which has no default.
         *
         * @param node what tells this generator from all others, 0 to {@link #MAX_NODE}
         * @return this builder
         * @throws IllegalArgumentException if the node is out of range
         */
        public Builder node(long node) {
            if (node < 0 || node > MAX_NODE) {
                throw new IllegalArgumentException("node must lie in [0, " + MAX_NODE + "]: node=" + node
                        + "; give every generator a number of its own in that range");
            }
            this.node = node;
            return this;
        }

        /**
         * Sets the time from which the time of ids is counted. The default is {@link #DEFAULT_INITIAL_TIME}. Ids sort in
         * order only among those with the same initial time.
         *
         * @param initialTime a time in the past, at most 62<sup>8</sup> − 1 milliseconds ago; what is finer than
         *     milliseconds does not count
         * @return this builder
         */
        public Builder initialTime(Instant initialTime) {
            this.initialTime = requireNonNull(initialTime, "initialTime must not be null");
            return this;
        }

        /**
         * Sets the clock that {@link SnowflakeIdGenerator#next()} reads. The default is the system clock.
         *
         * @param clock a thread-safe clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = requireNonNull(clock, "clock must not be null");
            return this;
        }

        /**
         * Makes a generator.
         *
         * @return a new generator
         * @throws IllegalStateException if no node was set
         * @throws IllegalArgumentException if the initial time is in the future or too long ago
         */
        public SnowflakeIdGenerator build() {
            if (node == null) {
                throw new IllegalStateException(
                        "node must be set: node=null; give every generator a number of its own with node(long)");
            }
            Instant now = clock.instant();
            Instant earliest = earliestInitialTime(now);
            if (initialTime.isAfter(now) || initialTime.isBefore(earliest)) {
                throw new IllegalArgumentException("initialTime must lie in [" + earliest + ", " + now
                        + "]: initialTime=" + initialTime + "; choose a time in the past and never change it");
            }
            return new SnowflakeIdGenerator(node, initialTime, clock, now);
        }
    }
}
