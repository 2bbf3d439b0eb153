package bus.api.spi;

import static java.util.Objects.requireNonNull;

import bus.api.EmitOptions;
import bus.api.Event;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What all events have in common: everything that the options say, equality by all accessors, a hash code by the id,
 * and a text. An implementation gives the id, and the time where the options say none.
 *
 * @param <T> the type of the payload
 */
public abstract class AbstractEvent<T> implements Event<T> {

    private final String topic;
    private final T data;
    private final EmitOptions options;

    /**
     * Makes an event.
     *
     * @param topic the name of the topic
     * @param data the payload
     * @param options what was said of the event
     */
    protected AbstractEvent(String topic, T data, EmitOptions options) {
        this.topic = requireNonNull(topic, "topic must not be null");
        this.data = requireNonNull(data, "data must not be null");
        this.options = requireNonNull(options, "options must not be null");
    }

    /**
     * Returns the time of the emission.
     *
     * @return the time, which counts where the options say none
     */
    protected abstract Instant emittedAt();

    /**
     * Returns what was said of the event.
     *
     * @return the options
     */
    protected final EmitOptions options() {
        return options;
    }

    @Override
    public final String txId() {
        return options.txId().orElseGet(this::id);
    }

    @Override
    public final String topic() {
        return topic;
    }

    @Override
    public final T data() {
        return data;
    }

    @Override
    public final Instant occurredAt() {
        return options.occurredAt().orElseGet(this::emittedAt);
    }

    @Override
    public final Optional<String> source() {
        return options.source();
    }

    @Override
    public final Optional<String> causeId() {
        return options.causeId();
    }

    @Override
    public final Map<String, String> headers() {
        return options.headers();
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public final boolean equals(Object other) {
        return this == other
                || other instanceof Event<?> that
                        && id().equals(that.id())
                        && txId().equals(that.txId())
                        && topic().equals(that.topic())
                        && occurredAt().equals(that.occurredAt())
                        && source().equals(that.source())
                        && causeId().equals(that.causeId())
                        && headers().equals(that.headers())
                        && data().equals(that.data());
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public final int hashCode() {
        return id().hashCode();
    }

    /** Shows everything that is there, the payload last. */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder("Event[id=").append(id());
        text.append(", txId=").append(txId());
        text.append(", topic=").append(topic());
        text.append(", occurredAt=").append(occurredAt());
        source().ifPresent(source -> text.append(", source=").append(source));
        causeId().ifPresent(causeId -> text.append(", causeId=").append(causeId));
        if (!headers().isEmpty()) {
            text.append(", headers=").append(headers());
        }
        return text.append(", data=").append(data()).append(']').toString();
    }
}
