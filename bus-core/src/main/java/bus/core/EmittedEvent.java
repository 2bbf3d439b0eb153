package bus.core;

import bus.api.EmitOptions;
import bus.api.spi.AbstractEvent;
import bus.api.spi.TicketIdGenerator;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of this bus. It is small, as to make it is most of what an emit costs that reads no clock: whatever is
 * rarely said of an event stays in its options, and each kind has what it needs.
 */
abstract sealed class EmittedEvent<T> extends AbstractEvent<T> {

    private EmittedEvent(String topic, T data, EmitOptions options) {
        super(topic, data, options);
    }

    private static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos);
    }

    /** An event whose id and time are said in its options. */
    static final class Given<T> extends EmittedEvent<T> {

        Given(String topic, T data, EmitOptions options) {
            super(topic, data, options);
        }

        @Override
        public String id() {
            return options().id().orElseThrow();
        }

        @Override
        protected Instant emittedAt() {
            return options().occurredAt().orElseThrow();
        }
    }

    /** An event whose id is there from the start. */
    static final class WithId<T> extends EmittedEvent<T> {

        private final long epochNanos;
        private final String id;

        WithId(String topic, T data, EmitOptions options, long epochNanos, String id) {
            super(topic, data, options);
            this.epochNanos = epochNanos;
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        protected Instant emittedAt() {
            return instant(epochNanos);
        }
    }

    /** An event whose id is a ticket until somebody reads it. */
    static final class WithTicket<T> extends EmittedEvent<T> {

        private final long epochNanos;
        private final TicketIdGenerator generator;
        private final long ticket;

        /**
         * Written without a lock by every thread that finds it null. That is a benign race: a string is safe to publish
         * so, as its fields are final, and the same ticket renders to the same id for all of them.
         */
        private @Nullable String rendered;

        WithTicket(
                String topic, T data, EmitOptions options, long epochNanos, TicketIdGenerator generator, long ticket) {
            super(topic, data, options);
            this.epochNanos = epochNanos;
            this.generator = generator;
            this.ticket = ticket;
        }

        @Override
        public String id() {
            String id = rendered;
            if (id == null) {
                id = EventFactory.render(generator, ticket);
                rendered = id;
            }
            return id;
        }

        @Override
        protected Instant emittedAt() {
            return instant(epochNanos);
        }
    }
}
