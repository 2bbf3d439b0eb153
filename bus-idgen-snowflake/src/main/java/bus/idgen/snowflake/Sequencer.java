package bus.idgen.snowflake;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * How the 16 characters of an id are divided into time, counter and node, and how the time is counted.
 *
 * <p>Three are ready to be used. They are those of <a href="https://github.com/mustafaturan/monoton">monoton</a>,
 * character by character:
 *
 * <table class="striped">
 * <caption>The parts of an id, in characters</caption>
 * <tr><th>sequencer</th><th>time</th><th>counter</th><th>node</th><th>ids of a tick</th></tr>
 * <tr><td>{@link #second()}</td><td>6</td><td>6</td><td>4</td><td>4,294,967,296</td></tr>
 * <tr><td>{@link #millisecond()}</td><td>8</td><td>4</td><td>4</td><td>14,776,336</td></tr>
 * <tr><td>{@link #nanosecond()}</td><td>11</td><td>2</td><td>3</td><td>1</td></tr>
 * </table>
 *
 * <p>A generator keeps time and counter in one 64-bit word, so that it can take an id without a lock. That is why a
 * second has no more ids than 32 bits count, and a nanosecond has one.
 *
 * <p>Immutable and thread-safe. Two sequencers are equal if their ticks, parts and ids of a tick are.
 */
// A tick is of whole seconds, or less than one.
@SuppressWarnings({"JavaDurationGetSecondsGetNano", "JavaDurationGetSecondsToToSeconds"})
public final class Sequencer {

    private static final int DIGITS = 16;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final Duration MAX_TICK = Duration.ofDays(1);
    private static final Duration LEAST_REACH = Duration.ofDays(366);

    private static final Sequencer SECOND = of(Duration.ofSeconds(1), 6, 6, 4, 1L << 32);
    private static final Sequencer MILLISECOND = of(Duration.ofMillis(1), 8, 4, 4, 14_776_336);
    private static final Sequencer NANOSECOND = of(Duration.ofNanos(1), 11, 2, 3, 1);

    private final Duration tick;
    private final int timeDigits;
    private final int counterDigits;
    private final int nodeDigits;
    private final long counts;
    private final long tickNanos;

    /** The tick in milliseconds, or 0 if it is no whole number of them. */
    private final long tickMillis;

    private Sequencer(Duration tick, int timeDigits, int counterDigits, int nodeDigits, long counts) {
        this.tick = tick;
        this.timeDigits = timeDigits;
        this.counterDigits = counterDigits;
        this.nodeDigits = nodeDigits;
        this.counts = counts;
        tickNanos = tick.toNanos();
        tickMillis = tickNanos % NANOS_PER_MILLI == 0 ? tickNanos / NANOS_PER_MILLI : 0;
    }

    /**
     * Returns the sequencer that counts seconds. Ids hold times up to 1,800 years after the initial time; a generator
     * can be used for 68 years.
     *
     * @return the sequencer of seconds
     */
    public static Sequencer second() {
        return SECOND;
    }

    /**
     * Returns the sequencer that counts milliseconds. Ids hold times up to 6,900 years after the initial time; a
     * generator can be used for 19 years.
     *
     * @return the sequencer of milliseconds
     */
    public static Sequencer millisecond() {
        return MILLISECOND;
    }

    /**
     * Returns the sequencer that counts nanoseconds. Ids hold times up to 292 years after the initial time. A generator
     * that is asked for more than one id in a nanosecond runs ahead of the clock.
     *
     * @return the sequencer of nanoseconds
     */
    public static Sequencer nanosecond() {
        return NANOSECOND;
    }

    /**
     * Returns a sequencer that counts another unit, or has other parts.
     *
     * @param tick the unit of the time: whole seconds up to a day, or a whole part of a second
     * @param timeDigits the characters of the time, 1 to 11
     * @param counterDigits the characters of the counter, at least 0
     * @param nodeDigits the characters of the node, 1 to 10
     * @param counts how many ids there are in a tick, 1 to 62<sup>counterDigits</sup>; a 64-bit word that counts them
     *     has to last for a year
     * @return a sequencer
     * @throws IllegalArgumentException if the tick is another one, the parts do not fill 16 characters, or the counts
     *     do not fit the counter or the word
     */
    public static Sequencer of(Duration tick, int timeDigits, int counterDigits, int nodeDigits, long counts) {
        requireNonNull(tick, "tick must not be null");
        boolean fits = tick.getNano() == 0
                ? tick.getSeconds() >= 1 && tick.getSeconds() <= MAX_TICK.getSeconds()
                : tick.getSeconds() == 0 && NANOS_PER_SECOND % tick.getNano() == 0;
        if (!fits) {
            throw new IllegalArgumentException(
                    "tick must be whole seconds up to a day, or a whole part of a second: tick=" + tick
                            + "; choose one such as PT0.1S or PT60S");
        }
        requireIn("timeDigits", timeDigits, 1, 11);
        requireIn("counterDigits", counterDigits, 0, DIGITS);
        requireIn("nodeDigits", nodeDigits, 1, 10);
        if (timeDigits + counterDigits + nodeDigits != DIGITS) {
            throw new IllegalArgumentException("parts must fill 16 characters: timeDigits=" + timeDigits
                    + ", counterDigits=" + counterDigits + ", nodeDigits=" + nodeDigits + "; make their sum 16");
        }
        long room = Base62.max(counterDigits);
        requireIn("counts", counts, 1, room == Long.MAX_VALUE ? room : room + 1);
        if (reach(counts)
                < LEAST_REACH.toNanos() / tick.toNanos()) { // dividedBy would start BigDecimal, for milliseconds
            throw new IllegalArgumentException("ids of a year must fit a word of 64 bits: tick=" + tick + ", counts="
                    + counts + "; lessen the counts or lengthen the tick");
        }
        return new Sequencer(tick, timeDigits, counterDigits, nodeDigits, counts);
    }

    private static void requireIn(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must lie in [" + min + ", " + max + "]: " + name + "=" + value
                    + "; choose one in that range");
        }
    }

    /**
     * Returns the greatest node.
     *
     * @return what the characters of the node can hold
     */
    public long maxNode() {
        return Base62.max(nodeDigits);
    }

    /**
     * Returns how early an initial time may be.
     *
     * @param now the time at which a generator is made
     * @return the earliest initial time that is not too long ago for the characters of the time
     */
    public Instant earliestInitialTime(Instant now) {
        return time(minus(ticks(requireNonNull(now, "now must not be null")), maxTime()));
    }

    /** Returns how many ids there are in a tick. */
    long counts() {
        return counts;
    }

    /** Returns the greatest time that its characters can hold, in ticks since the initial time. */
    long maxTime() {
        return Base62.max(timeDigits);
    }

    /** Returns how many ticks a word of 64 bits reaches in either direction. */
    long reach() {
        return reach(counts);
    }

    private static long reach(long counts) {
        return Long.MAX_VALUE / counts - 1;
    }

    /** Returns a time in ticks since 1970, or the nearest that a long can hold. */
    long ticks(Instant time) {
        if (tick.getNano() == 0) {
            return Math.floorDiv(time.getEpochSecond(), tick.getSeconds());
        }
        long inSecond = NANOS_PER_SECOND / tick.getNano();
        try {
            return Math.addExact(
                    Math.multiplyExact(time.getEpochSecond(), inSecond), (long) time.getNano() / tick.getNano());
        } catch (ArithmeticException e) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /**
     * Returns the time of a clock as {@link #ticks(Instant)} does, without an instant if milliseconds are fine enough.
     */
    long ticks(InstantSource clock) {
        if (tickMillis == 0) {
            return ticks(clock.instant());
        }
        try {
            long millis = clock.millis();
            return tickMillis == 1 ? millis : Math.floorDiv(millis, tickMillis);
        } catch (ArithmeticException e) {
            return ticks(clock.instant());
        }
    }

    /** Returns a time in ticks since 1970. */
    long ticks(long epochNanos) {
        // By a constant it is a multiplication.
        return tickMillis == 1 ? Math.floorDiv(epochNanos, NANOS_PER_MILLI) : Math.floorDiv(epochNanos, tickNanos);
    }

    /** Returns the time at which a tick begins, or the nearest of one that an instant can hold. */
    Instant time(long ticks) {
        if (ticks <= ticks(Instant.MIN)) {
            return Instant.MIN;
        }
        if (ticks > ticks(Instant.MAX)) {
            return Instant.MAX;
        }
        if (tick.getNano() == 0) {
            return Instant.ofEpochSecond(ticks * tick.getSeconds());
        }
        long inSecond = NANOS_PER_SECOND / tick.getNano();
        return Instant.ofEpochSecond(Math.floorDiv(ticks, inSecond), Math.floorMod(ticks, inSecond) * tick.getNano());
    }

    /** Returns how long so many ticks are. */
    Duration duration(long ticks) {
        return tick.multipliedBy(ticks);
    }

    /** Tells whether several ids of a tick differ in the last two digits of the counter only. */
    boolean hasBlocks() {
        return counterDigits >= 2 && counts > 1;
    }

    /** Returns where the last two digits of the counter stand. */
    int lastPairOfCounter() {
        return timeDigits + counterDigits - 2;
    }

    /** Writes an id; the time is in ticks since the initial time. */
    byte[] write(long time, long counter, long node) {
        byte[] id = new byte[DIGITS];
        Base62.write(time, id, 0, timeDigits);
        Base62.write(counter, id, timeDigits, counterDigits);
        Base62.write(node, id, timeDigits + counterDigits, nodeDigits);
        return id;
    }

    /** Reads an id whose time counts from this tick. */
    SnowflakeId read(String id, long initialTicks) {
        boolean whole = id.length() == DIGITS;
        long time = whole ? Base62.read(id, 0, timeDigits) : -1;
        long counter = whole ? Base62.read(id, timeDigits, counterDigits) : -1;
        long node = whole ? Base62.read(id, timeDigits + counterDigits, nodeDigits) : -1;
        if (time < 0 || counter < 0 || node < 0 || time > minus(ticks(Instant.MAX), initialTicks)) {
            throw new IllegalArgumentException("id must be 16 characters of 0-9A-Za-z that hold a time: id=\"" + id
                    + "\"; give one that a generator with this sequencer made");
        }
        return new SnowflakeId(time(initialTicks + time), counter, node);
    }

    /** Subtracts, or returns the nearest that a long can hold. */
    static long minus(long from, long what) {
        long difference = from - what;
        boolean overflows = ((from ^ what) & (from ^ difference)) < 0;
        return overflows ? (from < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
    }

    /** Adds, or returns the nearest that a long can hold. */
    static long plus(long to, long what) {
        long sum = to + what;
        boolean overflows = ((to ^ sum) & (what ^ sum)) < 0;
        return overflows ? (to < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Sequencer that
                && tick.equals(that.tick)
                && timeDigits == that.timeDigits
                && counterDigits == that.counterDigits
                && nodeDigits == that.nodeDigits
                && counts == that.counts;
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public int hashCode() {
        return Objects.hash(tick, timeDigits, counterDigits, nodeDigits, counts);
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "Sequencer[tick=" + tick + ", timeDigits=" + timeDigits + ", counterDigits=" + counterDigits
                + ", nodeDigits=" + nodeDigits + ", counts=" + counts + "]";
    }
}
