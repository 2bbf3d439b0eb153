package bus.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * An event as one would write it by hand, with what an event of the bus has.
 *
 * @param <T> the type of the payload
 */
abstract class HandWrittenEvent<T> {

    private static final int RADIX = 36;

    private final String topic;
    private final T data;
    private final long time;

    private HandWrittenEvent(String topic, T data, long time) {
        this.topic = topic;
        this.data = data;
        this.time = time;
    }

    final String topic() {
        return topic;
    }

    final T data() {
        return data;
    }

    final long time() {
        return time;
    }

    abstract String id();

    abstract String txId();

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
        String id() {
            return id;
        }

        @Override
        String txId() {
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
        String id() {
            String id = rendered;
            if (id == null) {
                id = Long.toString(number, RADIX);
                rendered = id;
            }
            return id;
        }

        @Override
        String txId() {
            return txId == null ? id() : txId;
        }
    }
}
