package bus.api;

import static java.util.Objects.requireNonNull;

import bus.api.spi.AbstractEvent;
import java.time.Instant;

/** Builds events without a bus. */
final class EventBuilder<T> implements Event.Builder<T> {

    private final Topic<T> topic;
    private final T data;
    private EmitOptions options = EmitOptions.none();

    EventBuilder(Topic<T> topic, T data) {
        this.topic = requireNonNull(topic, "topic must not be null");
        this.data = requireNonNull(data, "data must not be null");
    }

    @Override
    public Event.Builder<T> id(String id) {
        options = options.withId(id);
        return this;
    }

    @Override
    public Event.Builder<T> txId(String txId) {
        options = options.withTxId(txId);
        return this;
    }

    @Override
    public Event.Builder<T> occurredAt(Instant occurredAt) {
        options = options.withOccurredAt(occurredAt);
        return this;
    }

    @Override
    public Event.Builder<T> source(String source) {
        options = options.withSource(source);
        return this;
    }

    @Override
    public Event.Builder<T> causeId(String causeId) {
        options = options.withCauseId(causeId);
        return this;
    }

    @Override
    public Event.Builder<T> header(String name, String value) {
        options = options.withHeader(name, value);
        return this;
    }

    @Override
    public Event<T> build() {
        return new BuiltEvent<>(topic.name(), data, options);
    }

    private static final class BuiltEvent<T> extends AbstractEvent<T> {

        private final String id;

        BuiltEvent(String topic, T data, EmitOptions options) {
            super(topic, data, options);
            id = options.id().orElse("test");
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        protected Instant emittedAt() {
            return Instant.EPOCH;
        }
    }
}
