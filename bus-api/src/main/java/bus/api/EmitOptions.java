package bus.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an event when it is emitted; what is not said, the bus fills in.
 *
 * <pre>{@code
 * Topic<String> created = Topic.of("order.created", String.class);
 * Topic<Integer> paid = Topic.of("order.paid", Integer.class);
 * try (Bus bus = Bus.create()) {
 *     bus.registerTopics(created, paid);
 *     bus.registerHandler("till", created, event -> bus.emit(paid, 3, EmitOptions.following(event)));
 *     bus.registerHandler("audit", paid, event -> System.out.println("cause: " + event.causeId().orElseThrow()));
 *     bus.emit(created, "apples", EmitOptions.none().withId("order-1")); // prints cause: order-1
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe: every {@code with} method gives a copy. Options may be kept and used for many events,
 * but for those with an id. Two are equal if all that they say is.
 */
public final class EmitOptions {

    private static final EmitOptions NONE = new EmitOptions(null, null, null, null, null, Map.of());

    private final @Nullable String id;
    private final @Nullable String txId;
    private final @Nullable String source;
    private final @Nullable String causeId;
    private final @Nullable Instant occurredAt;
    private final Map<String, String> headers;

    private EmitOptions(
            @Nullable String id,
            @Nullable String txId,
            @Nullable String source,
            @Nullable String causeId,
            @Nullable Instant occurredAt,
            Map<String, String> headers) {
        this.id = id;
        this.txId = txId;
        this.source = source;
        this.causeId = causeId;
        this.occurredAt = occurredAt;
        this.headers = headers;
    }

    /**
     * Says nothing: the event gets an id and a time of its own, and starts a transaction.
     *
     * @return the options that say nothing
     */
    public static EmitOptions none() {
        return NONE;
    }

    /**
     * Says that the event belongs to the transaction of another one, which is its cause.
     *
     * @param event the event it follows from
     * @return options with the transaction of that event, and its id as cause
     */
    public static EmitOptions following(Event<?> event) {
        requireNonNull(event, "event must not be null");
        return NONE.withTxId(event.txId()).withCauseId(event.id());
    }

    /**
     * Says everything of an event again, so that it can be emitted once more, here or on another bus, and stays the
     * same: id, transaction, source, cause, time and headers.
     *
     * @param event the event
     * @return options with all that the event has but its topic and its payload
     * @throws IllegalArgumentException if an event of another make breaks a rule of these options, as by a blank id
     * @see Bus#reemit
     */
    public static EmitOptions repeating(Event<?> event) {
        requireNonNull(event, "event must not be null");
        EmitOptions options = NONE.withId(event.id()).withTxId(event.txId()).withOccurredAt(event.occurredAt());
        options = event.source().map(options::withSource).orElse(options);
        options = event.causeId().map(options::withCauseId).orElse(options);
        return options.withHeaders(event.headers());
    }

    /**
     * Sets the id of the event, so that none is generated.
     *
     * @param id the id, not blank; it is up to the caller that it is unique
     * @return options with this id
     * @throws IllegalArgumentException if the id is blank
     */
    public EmitOptions withId(String id) {
        requireNonNull(id, "id must not be null");
        Arguments.notBlank("id", id, "leave it out to have one generated");
        return new EmitOptions(id, txId, source, causeId, occurredAt, headers);
    }

    /**
     * Sets the transaction.
     *
     * @param txId the id of the transaction; a blank one counts as none, and the event starts a transaction
     * @return options with this transaction
     */
    public EmitOptions withTxId(String txId) {
        requireNonNull(txId, "txId must not be null");
        return new EmitOptions(id, txId.isBlank() ? null : txId, source, causeId, occurredAt, headers);
    }

    /**
     * Sets the part of the application that the event comes from.
     *
     * @param source the source, not blank
     * @return options with this source
     * @throws IllegalArgumentException if the source is blank
     */
    public EmitOptions withSource(String source) {
        requireNonNull(source, "source must not be null");
        Arguments.notBlank("source", source, "leave it out if there is none");
        return new EmitOptions(id, txId, source, causeId, occurredAt, headers);
    }

    /**
     * Sets the time of the event, so that the clock is not asked for it.
     *
     * @param occurredAt the time
     * @return options with this time
     */
    public EmitOptions withOccurredAt(Instant occurredAt) {
        requireNonNull(occurredAt, "occurredAt must not be null");
        return new EmitOptions(id, txId, source, causeId, occurredAt, headers);
    }

    /**
     * Adds a header, or gives one another value.
     *
     * @param name the name, not blank
     * @param value the value
     * @return options with this header
     * @throws IllegalArgumentException if the name is blank
     */
    public EmitOptions withHeader(String name, String value) {
        return withHeaders(Collections.singletonMap(name, value));
    }

    private EmitOptions withHeaders(Map<String, String> added) {
        if (added.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(headers);
        added.forEach((name, value) -> {
            requireNonNull(name, "name must not be null");
            requireNonNull(value, "value must not be null");
            more.put(Arguments.notBlank("header", name, "give it a name such as trace-id"), value);
        });
        return new EmitOptions(id, txId, source, causeId, occurredAt, Collections.unmodifiableMap(more));
    }

    /** Sets the event it follows from. */
    EmitOptions withCauseId(String causeId) {
        requireNonNull(causeId, "causeId must not be null");
        Arguments.notBlank("causeId", causeId, "leave it out if there is none");
        return new EmitOptions(id, txId, source, causeId, occurredAt, headers);
    }

    /**
     * Tells whether an id is set, as {@link #id()} does, but without an object for the answer: every emit asks.
     *
     * @return false if one is to be generated
     */
    public boolean hasId() {
        return id != null;
    }

    /**
     * Tells whether a time is set, as {@link #occurredAt()} does, but without an object for the answer: every emit
     * asks.
     *
     * @return false if the time is that of the emission
     */
    public boolean hasOccurredAt() {
        return occurredAt != null;
    }

    /**
     * Returns the id.
     *
     * @return the id, empty if one is to be generated
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * Returns the transaction.
     *
     * @return the id of the transaction, empty if the event starts one
     */
    public Optional<String> txId() {
        return Optional.ofNullable(txId);
    }

    /**
     * Returns the source.
     *
     * @return the source, empty if there is none
     */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /**
     * Returns the event it follows from.
     *
     * @return the id of the other event, empty if there is none
     */
    public Optional<String> causeId() {
        return Optional.ofNullable(causeId);
    }

    /**
     * Returns the time.
     *
     * @return the time, empty if it is that of the emission
     */
    public Optional<Instant> occurredAt() {
        return Optional.ofNullable(occurredAt);
    }

    /**
     * Returns the headers.
     *
     * @return an unmodifiable map in the order in which they were added
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EmitOptions that
                && Objects.equals(id, that.id)
                && Objects.equals(txId, that.txId)
                && Objects.equals(source, that.source)
                && Objects.equals(causeId, that.causeId)
                && Objects.equals(occurredAt, that.occurredAt)
                && headers.equals(that.headers);
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public int hashCode() {
        return Objects.hash(id, txId, source, causeId, occurredAt, headers);
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("EmitOptions[");
        append(text, "id", id);
        append(text, "txId", txId);
        append(text, "source", source);
        append(text, "causeId", causeId);
        append(text, "occurredAt", occurredAt);
        append(text, "headers", headers.isEmpty() ? null : headers);
        return text.append(']').toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Object value) {
        if (value != null) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ")
                    .append(name)
                    .append('=')
                    .append(value);
        }
    }
}
