package bus.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Objects;

/**
 * What becomes of an event that finds the mailbox of a handler full. Whatever it is, the other handlers get the event,
 * and the {@link ErrorHandler} is told of the one that was lost.
 *
 * <p>Immutable and thread-safe. Two are equal if their kinds and limits are.
 */
public final class Overflow {

    /** What is done with an event for which there is no room. */
    public enum Kind {

        /** The emitting thread waits for room. */
        BLOCK,

        /** The event is rejected at once. */
        FAIL,

        /** The event that has waited longest makes room. */
        DROP_OLDEST,

        /** The event is dropped. */
        DROP_NEWEST
    }

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(30);
    private static final Duration GREATEST_LIMIT = Duration.ofDays(365);

    private final Kind kind;
    private final Duration limit;

    private Overflow(Kind kind, Duration limit) {
        this.kind = kind;
        this.limit = limit;
    }

    /**
     * Makes the emitting thread wait for room, for 30 seconds at most. The default.
     *
     * @return the policy
     * @see #block(Duration)
     */
    public static Overflow block() {
        return block(DEFAULT_LIMIT);
    }

    /**
     * Makes the emitting thread wait for room. After the limit the event is rejected; also if the thread is
     * interrupted, whose flag stays set; and at once if the handler itself is waited for, that is, if it emits to its
     * own full mailbox.
     *
     * @param limit how long to wait at most, longer than nothing and up to 365 days
     * @return the policy
     * @throws IllegalArgumentException if the limit is out of range
     */
    public static Overflow block(Duration limit) {
        requireNonNull(limit, "limit must not be null");
        if (limit.isZero() || limit.isNegative() || limit.compareTo(GREATEST_LIMIT) > 0) {
            throw new IllegalArgumentException("limit must be longer than nothing and at most 365 days: limit=" + limit
                    + "; use fail() not to wait at all");
        }
        return new Overflow(Kind.BLOCK, limit);
    }

    /**
     * Rejects the event.
     *
     * @return the policy
     */
    public static Overflow fail() {
        return new Overflow(Kind.FAIL, Duration.ZERO);
    }

    /**
     * Drops the event that has waited longest, and takes the new one.
     *
     * @return the policy
     */
    public static Overflow dropOldest() {
        return new Overflow(Kind.DROP_OLDEST, Duration.ZERO);
    }

    /**
     * Drops the new event.
     *
     * @return the policy
     */
    public static Overflow dropNewest() {
        return new Overflow(Kind.DROP_NEWEST, Duration.ZERO);
    }

    /**
     * Returns what is done.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns how long an emitting thread waits.
     *
     * @return the limit; zero if it does not wait
     */
    public Duration limit() {
        return limit;
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Overflow that && kind == that.kind && limit.equals(that.limit);
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public int hashCode() {
        return Objects.hash(kind, limit);
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return kind == Kind.BLOCK ? "BLOCK for " + limit : kind.toString();
    }
}
