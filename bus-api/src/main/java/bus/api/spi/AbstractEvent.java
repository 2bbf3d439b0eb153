package bus.api.spi;

import bus.api.Event;

/**
 * What all events have in common: equality by all accessors, a hash code by the id, and a text. An implementation gives
 * the accessors.
 *
 * @param <T> the type of the payload
 */
public abstract class AbstractEvent<T> implements Event<T> {

    /** For subclasses. */
    protected AbstractEvent() {}

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
