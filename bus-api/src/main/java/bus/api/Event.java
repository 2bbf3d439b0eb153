package bus.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A payload that was emitted to a topic, with an id, a time, and where it belongs.
 *
 * <p>Events are immutable and thread-safe, but for the payload, which is passed by reference: share immutable ones. Two
 * events are equal if all their accessors return equal values; the hash code is that of the id.
 *
 * @param <T> the type of the payload
 */
public interface Event<T> {

    /**
     * Returns the identifier. It is as unique as the id generator makes it, unless it was set by hand.
     *
     * @return the id, not blank
     */
    String id();

    /**
     * Returns the transaction. An event that starts one has its own id here.
     *
     * @return the id of the transaction, not blank
     */
    String txId();

    /**
     * Returns the name of the topic.
     *
     * @return the topic
     */
    String topic();

    /**
     * Returns the payload.
     *
     * @return the payload
     */
    T data();

    /**
     * Returns the time of the emission, as precise as the clock is, or the one that was set. Times of two threads may
     * run backwards, and those of one as well: when the clock is set, and by a microsecond, or a millisecond at most
     * where the clock of the system counts in coarse steps.
     *
     * @return the time
     */
    Instant occurredAt();

    /**
     * Returns the part of the application that the event came from.
     *
     * @return the source, empty if none was given
     */
    Optional<String> source();

    /**
     * Returns the event that this one follows from.
     *
     * @return the id of the other event, empty if none was given
     * @see EmitOptions#following(Event)
     */
    Optional<String> causeId();

    /**
     * Returns what else was said of the event.
     *
     * @return an unmodifiable map in the order in which headers were set, empty if there are none
     */
    Map<String, String> headers();

    /**
     * Starts an event by hand, for tests of handlers. A bus makes the ones that it delivers.
     *
     * @param <T> the type of the payload
     * @param topic the topic
     * @param data the payload
     * @return a builder whose id is {@code test}, whose transaction is the id, and whose time is the epoch
     */
    static <T> Builder<T> builder(Topic<T> topic, T data) {
        return new EventBuilder<>(topic, data);
    }

    /**
     * Makes events by hand. Not thread-safe; may be used for several events.
     *
     * @param <T> the type of the payload
     */
    interface Builder<T> {

        /**
         * Sets the id.
         *
         * @param id the id, not blank
         * @return this builder
         */
        Builder<T> id(String id);

        /**
         * Sets the transaction.
         *
         * @param txId the id of the transaction; a blank one counts as none
         * @return this builder
         */
        Builder<T> txId(String txId);

        /**
         * Sets the time.
         *
         * @param occurredAt the time
         * @return this builder
         */
        Builder<T> occurredAt(Instant occurredAt);

        /**
         * Sets the source.
         *
         * @param source the part of the application, not blank
         * @return this builder
         */
        Builder<T> source(String source);

        /**
         * Sets the event that this one follows from.
         *
         * @param causeId the id of the other event, not blank
         * @return this builder
         */
        Builder<T> causeId(String causeId);

        /**
         * Sets a header, in place of one of the same name.
         *
         * @param name the name, not blank
         * @param value the value
         * @return this builder
         */
        Builder<T> header(String name, String value);

        /**
         * Makes an event of what was set.
         *
         * @return a new event
         */
        Event<T> build();
    }
}
