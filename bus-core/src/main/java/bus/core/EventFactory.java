package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.BusException;
import bus.api.EmitOptions;
import bus.api.IdGenerator;
import bus.api.IdGeneratorException;
import bus.api.spi.BusConfiguration;
import bus.api.spi.TicketIdGenerator;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes events: with what the options say, else an id of the generator and a time of the clock, read at most once. */
final class EventFactory {

    private final InstantSource clock;

    /** Null if the clock is another one. */
    private final @Nullable SystemTime system;

    private final IdGenerator ids;
    private final @Nullable TicketIdGenerator tickets;

    EventFactory(BusConfiguration configuration) {
        clock = configuration.clock();
        system = InstantSource.system().equals(clock) ? SystemTime.ofThisSystem() : null;
        ids = configuration.idGenerator();
        tickets = ids instanceof TicketIdGenerator ticketing ? ticketing : null;
    }

    <T> EmittedEvent<T> create(String topic, T data, EmitOptions options) {
        if (options.hasId()) {
            return options.hasOccurredAt()
                    ? new EmittedEvent.Given<>(topic, data, options)
                    : new EmittedEvent.WithId<>(
                            topic, data, options, now(), options.id().orElseThrow());
        }
        if (tickets != null) {
            long now = now();
            return new EmittedEvent.WithTicket<>(topic, data, options, now, tickets, take(tickets, now));
        }
        return new EmittedEvent.WithId<>(topic, data, options, options.hasOccurredAt() ? 0 : now(), next());
    }

    private long now() {
        return system == null ? read(clock) : system.epochNanos();
    }

    /** Reads a clock in nanoseconds since 1970-01-01T00:00Z. */
    static long read(InstantSource clock) {
        Instant now = requireNonNull(clock.instant(), "clock must not give null");
        try {
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        } catch (ArithmeticException e) {
            throw new BusException(
                    "clock must give times between 1677-09-21T00:12:44Z and 2262-04-11T23:47:16Z: now=" + now
                            + "; set another with Bus.Builder.clock",
                    e);
        }
    }

    private static long take(TicketIdGenerator tickets, long now) {
        try {
            return tickets.take(now);
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private String next() {
        String id;
        try {
            id = ids.next();
        } catch (RuntimeException e) {
            throw failed(e);
        }
        return requireId(id);
    }

    private static IdGeneratorException failed(RuntimeException e) {
        return new IdGeneratorException("id generator must give an id: thrown=" + e + "; mend it or choose another", e);
    }

    /** Renders a ticket when the id of an event is read. */
    static String render(TicketIdGenerator tickets, long ticket) {
        String id;
        try {
            id = tickets.render(ticket);
        } catch (RuntimeException e) {
            throw failed(e);
        }
        return requireId(id);
    }

    private static String requireId(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw new IdGeneratorException(
                    "id must not be null or blank: id=" + (id == null ? null : "\"" + id + "\"")
                            + "; mend the id generator or choose another",
                    null);
        }
        return id;
    }
}
