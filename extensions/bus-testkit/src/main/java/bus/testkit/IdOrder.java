package bus.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What an id generator promises of the order of its ids as text, which is that of {@link String#compareTo
 * String.compareTo}.
 *
 * <p>Immutable and thread-safe.
 */
public final class IdOrder {

    private static final IdOrder NONE = new IdOrder("none", Duration.ZERO);
    private static final IdOrder STRICT = new IdOrder("strict", Duration.ZERO);

    private final String name;
    private final Duration grain;

    private IdOrder(String name, Duration grain) {
        this.name = name;
        this.grain = grain;
    }

    /**
     * Promises nothing.
     *
     * @return the order of ids that are random, or that do not sort as text
     */
    public static IdOrder none() {
        return NONE;
    }

    /**
     * Promises that each id is greater than all that were taken before it, on whatever thread, as long as the system
     * clock is not set back. A generator of tickets promises it whatever times it is given.
     *
     * @return the strict order
     */
    public static IdOrder strict() {
        return STRICT;
    }

    /**
     * Promises that an id is greater than all that were taken in an earlier interval of the clock, as long as that is
     * not set back. Ids of one interval have no order.
     *
     * @param grain the length of an interval, up to a second
     * @return the order by time
     * @throws IllegalArgumentException if the grain is not positive or longer than a second
     */
    public static IdOrder byTime(Duration grain) {
        requireNonNull(grain, "grain must not be null");
        if (grain.isNegative() || grain.isZero() || grain.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("grain must be longer than nothing and at most a second: grain=" + grain
                    + "; choose the unit in which the ids count time");
        }
        return new IdOrder("by time", grain);
    }

    boolean isStrict() {
        return this == STRICT;
    }

    /** Tells whether ids follow the clock at all. */
    boolean isByTime() {
        return !grain.isZero();
    }

    Duration grain() {
        return grain;
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "IdOrder[" + name + (isByTime() ? ", grain=" + grain : "") + "]";
    }
}
