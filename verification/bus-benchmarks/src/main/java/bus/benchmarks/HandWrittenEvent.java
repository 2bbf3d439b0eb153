package bus.benchmarks;

import bus.api.Event;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as one would write it by hand, with the fields of one of the bus that nobody gave a source, a cause or
 * headers.
 *
 * @param <T> the type of the payload
 */
abstract class HandWrittenEvent<T> implements Event<T> {

    private static final int RADIX = 36;

    private final String topic;
    private final T data;
    private final long time;

    private HandWrittenEvent(String topic, T data, long time) {
        this.topic = topic;
        this.data = data;
        this.time = time;
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
        return Instant.ofEpochMilli(time);
    }

    @Override
    public final Optional<String> source() {
        return Optional.empty();
    }

    @Override
    public final Optional<String> causeId() {
        return Optional.empty();
    }

    @Override
    public final Map<String, String> headers() {
        return Map.of();
    }

    /** An event of which everything is given. */
    static final class Given<T> extends HandWrittenEvent<T> {

        private final String id;
        private final String txId;

        Given(String topic, T data, long time, String id, String txId) {
            super(topic, data, time);
            this.id = id;
            this.txId = txId;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String txId() {
            return txId;
        }
    }

    /** An event that starts a transaction, and whose id is a number until somebody reads it. */
    static final class Numbered<T> extends HandWrittenEvent<T> {

        private final long number;
        private final @Nullable String txId;
        private @Nullable String rendered;

        Numbered(String topic, T data, long time, long number, @Nullable String txId) {
            super(topic, data, time);
            this.number = number;
            this.txId = txId;
        }

        @Override
        public String id() {
            String id = rendered;
            if (id == null) {
                id = Long.toString(number, RADIX);
                rendered = id;
            }
            return id;
        }

        @Override
        public String txId() {
            return txId == null ? id() : txId;
        }
    }
}
