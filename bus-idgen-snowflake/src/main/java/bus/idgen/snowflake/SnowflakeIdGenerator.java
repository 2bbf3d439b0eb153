package bus.idgen.snowflake;

import static java.util.Objects.requireNonNull;

import bus.api.spi.TicketIdGenerator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Makes ids of 16 characters, which hold a time, a counter and the node of the generator; a {@link Sequencer} says how
 * many characters each has, and in what the time is counted.
 *
 * <p>The characters are the Base62 digits {@code 0-9A-Za-z}, so that ids sort as text in the order in which they were
 * made. The formats are those of <a href="https://github.com/mustafaturan/monoton">monoton</a>.
 *
 * <p>Thread-safe and lock-free. Every id is greater than all that were taken before it, on whatever thread, and none is
 * given twice: a clock that is set back does not move the time of the ids back, and a counter that is full goes on in
 * the next tick, so that the ids run ahead of the clock for a while.
 *
 * <p>Generators with different nodes never give the same id. Two that have the same node may, also in one process:
 * share one generator. (Buses that find this generator by its name do, if the same node is set for them.) One that is
 * made anew after a restart does not repeat an id of the earlier one, as long as the clock is not set back behind its
 * last id.
 *
 * <p>The time of an id lies within the reach of a 64-bit word around the making of its generator, 19 years with
 * milliseconds, and not past what its characters can hold, which is the year 8938 with milliseconds by default.
 */
public final class SnowflakeIdGenerator implements TicketIdGenerator {

    /** Where the word of the tickets stands among others that are not used: it is alone on its cache line. */
    private static final int WORD = 8;

    private static final int WORDS_WITH_PADDING = 17;

    /** More than there can be threads, each of which may be about to increment the word. */
    private static final long LEAST_ROOM_TO_INCREMENT = 1L << 32;

    /** The initial time where none is set: 2020-01-01T00:00Z. */
    public static final Instant DEFAULT_INITIAL_TIME = Instant.ofEpochSecond(1_577_836_800);

    private final Sequencer sequencer;
    private final long node;
    private final Instant initialTime;
    private final InstantSource clock;

    /** How many tickets there are in a tick. */
    private final long counts;

    /** The initial time. This and the other times in ticks since 1970. */
    private final long initial;

    /** When this generator was made, where tickets are about 0: a word has no room for all the time since 1970. */
    private final long origin;

    private final long min;
    private final long max;

    /** The last ticket there is. */
    private final long greatest;

    /** Up to which ticket the word is incremented without a look at it, far enough from the greatest. */
    private final long greatestToIncrement;

    /**
     * The ticket that was taken last: the ticks since the origin, times the counts of a tick, plus the count. So one
     * more is the next count, or the first one of the next tick. Each ticket is written by one increment, or
     * compare-and-set that was successful, and these are totally ordered: that makes it unique, and greater than every
     * ticket whose taking happened before.
     */
    private final AtomicLongArray taken = new AtomicLongArray(WORDS_WITH_PADDING);

    /**
     * The tick after one whose tickets have been begun: for all times before it the next ticket is one more than the
     * last. It may be stale or set back by a slow thread, as it only spares a comparison; the least number spares none.
     */
    private volatile long begun = Long.MIN_VALUE;

    /**
     * The ids that were given last. A plain field will do: what is in it never changes, and a stale one is right too.
     */
    private @Nullable IdBlock block;

    private SnowflakeIdGenerator(Builder builder, long node, Instant now) {
        this.node = node;
        sequencer = builder.sequencer;
        initialTime = builder.initialTime;
        clock = builder.clock;
        counts = sequencer.counts();
        initial = sequencer.ticks(initialTime);
        origin = sequencer.ticks(now);
        min = Math.max(initial, Sequencer.minus(origin, sequencer.reach()));
        max = Math.min(Sequencer.plus(initial, sequencer.maxTime()), Sequencer.plus(origin, sequencer.reach()));
        greatest = (max - origin) * counts + counts - 1;
        // With one ticket a tick hardly any time is a repeated one: it would be noted each time and be of no use.
        greatestToIncrement = counts == 1 ? Long.MIN_VALUE : greatest - LEAST_ROOM_TO_INCREMENT;
        taken.setPlain(WORD, (min - origin) * counts - 1);
    }

    /**
     * Makes a generator that counts milliseconds from the default initial time by the system clock.
     *
     * @param node what tells this generator from all others, 0 to 14,776,335
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
        return new String(nextBytes(), StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns the next id as {@link #next} does, as its characters in ASCII.
     *
     * @return a new array of 16 bytes
     * @throws IllegalStateException if the time is past the last one that this generator can give ids for
     */
    public byte[] nextBytes() {
        return write(takeAt(sequencer.ticks(clock)));
    }

    /**
     * {@inheritDoc} A time before the initial time, or before that of an earlier ticket, gives the next ticket all the
     * same.
     *
     * @throws IllegalStateException if the time is past the last one that this generator can give ids for
     */
    @Override
    public long take(long epochNanos) {
        return takeAt(sequencer.ticks(epochNanos));
    }

    /**
     * An increment cannot fail where threads contend, and asks for the cache line once; reading the word first asks
     * twice.
     */
    private long takeAt(long tick) {
        if (tick >= begun) {
            return takeAndCompare(tick);
        }
        long ticket = taken.incrementAndGet(WORD);
        if (ticket > greatestToIncrement) {
            begun = Long.MIN_VALUE;
        }
        return ticket;
    }

    private long takeAndCompare(long tick) {
        long now = (Math.min(max, Math.max(min, tick)) - origin) * counts;
        long last;
        long ticket;
        do {
            last = taken.get(WORD);
            ticket = Math.max(now, last + 1);
            if (tick > max || ticket > greatest) {
                throw usedUp(tick);
            }
        } while (!taken.compareAndSet(WORD, last, ticket));
        if (ticket <= greatestToIncrement) {
            begun = tick + 1;
        }
        return ticket;
    }

    private IllegalStateException usedUp(long tick) {
        return new IllegalStateException("ids must be taken before they are used up: time=" + sequencer.time(tick)
                + ", last time=" + sequencer.time(max)
                + (max - initial == sequencer.maxTime()
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
        return new String(write(ticket), StandardCharsets.ISO_8859_1);
    }

    private byte[] write(long ticket) {
        IdBlock known = block;
        if (known != null && known.holds(ticket)) {
            return known.write(ticket);
        }
        if (!sequencer.hasBlocks()) {
            return sequencer.write(timeOf(ticket), Math.floorMod(ticket, counts), node);
        }
        IdBlock other = blockOf(ticket);
        // Tickets that are rendered late do not push out the ids that are given now.
        if (known == null || other.firstTicket > known.firstTicket) {
            block = other;
        }
        return other.write(ticket);
    }

    private IdBlock blockOf(long ticket) {
        long count = Math.floorMod(ticket, counts);
        long first = count - count % IdBlock.SIZE;
        int size = (int) Math.min(IdBlock.SIZE, counts - first);
        byte[] firstId = sequencer.write(timeOf(ticket), first, node);
        return new IdBlock(ticket - count + first, size, firstId, sequencer.lastPairOfCounter());
    }

    /** Returns the time of a ticket in ticks since the initial time. */
    private long timeOf(long ticket) {
        return origin + Math.floorDiv(ticket, counts) - initial;
    }

    /**
     * Reads an id that was made with the sequencer and the initial time of this generator, by any node.
     *
     * @param id 16 characters
     * @return what it holds
     * @throws IllegalArgumentException if it is no such id
     */
    public SnowflakeId parse(String id) {
        return sequencer.read(requireNonNull(id, "id must not be null"), initial);
    }

    /**
     * Tells how far the ids run ahead of the clock: because more were taken than there are in a tick, or because the
     * clock was set back.
     *
     * @return the time of the last id less that of the clock, in whole ticks; zero if the clock is not behind
     */
    public Duration aheadOfClock() {
        long last = origin + Math.floorDiv(taken.get(WORD), counts);
        return sequencer.duration(Math.max(0, Sequencer.minus(last, sequencer.ticks(clock))));
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "SnowflakeIdGenerator[node=" + node + ", initialTime=" + initialTime + ", " + sequencer + "]";
    }

    /** Sets up a generator. Not thread-safe; may be used for several generators. */
    public static final class Builder {

        private @Nullable Long node;
        private Sequencer sequencer = Sequencer.millisecond();
        private Instant initialTime = DEFAULT_INITIAL_TIME;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Sets how ids are divided and in what their time is counted. The default is {@link Sequencer#millisecond()}.
         *
         * @param sequencer the sequencer
         * @return this builder
         */
        public Builder sequencer(Sequencer sequencer) {
            this.sequencer = requireNonNull(sequencer, "sequencer must not be null");
            return this;
        }

        /**
         * Sets the node, which has no default.
         *
         * @param node what tells this generator from all others, 0 to {@link Sequencer#maxNode()}
         * @return this builder
         */
        public Builder node(long node) {
            this.node = node;
            return this;
        }

        /**
         * Sets the time from which the time of ids is counted. The default is {@link #DEFAULT_INITIAL_TIME}. Ids sort
         * in order only among those with the same initial time.
         *
         * @param initialTime a time in the past, see {@link Sequencer#earliestInitialTime}; what is finer than a tick
         *     does not count
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
         * @throws IllegalArgumentException if the node is out of range, or the initial time is in the future or too
         *     long ago
         */
        public SnowflakeIdGenerator build() {
            if (node == null) {
                throw new IllegalStateException(
                        "node must be set: node=null; give every generator a number of its own with node(long)");
            }
            if (node < 0 || node > sequencer.maxNode()) {
                throw new IllegalArgumentException("node must lie in [0, " + sequencer.maxNode() + "]: node=" + node
                        + "; give every generator a number of its own in that range");
            }
            Instant now = clock.instant();
            Instant earliest = sequencer.earliestInitialTime(now);
            if (initialTime.isAfter(now) || initialTime.isBefore(earliest)) {
                throw new IllegalArgumentException("initialTime must lie in [" + earliest + ", " + now
                        + "]: initialTime=" + initialTime + "; choose a time in the past and never change it");
            }
            return new SnowflakeIdGenerator(this, node, now);
        }
    }
}
