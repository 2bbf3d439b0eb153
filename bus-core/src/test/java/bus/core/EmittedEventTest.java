package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.BusException;
import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.IdGenerator;
import bus.api.IdGeneratorException;
import bus.api.PayloadTypeException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.spi.TicketIdGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmittedEventTest {

    private static final Topic<String> TOPIC = Topic.of("x", String.class);

    private static Bus bus(Bus.Builder builder) {
        Bus bus = builder.build();
        bus.registerTopics(TOPIC);
        return bus;
    }

    @Test
    void anEventWithoutOptionsStartsATransactionOfItsOwn() {
        Event<String> event = bus(Buses.builder()).emit(TOPIC, "data");
        assertThat(event.id()).isEqualTo("1");
        assertThat(event.txId()).isEqualTo("1");
        assertThat(event.topic()).isEqualTo("x");
        assertThat(event.data()).isEqualTo("data");
        assertThat(event.occurredAt()).isEqualTo(Buses.NOW);
        assertThat(event.source()).isEmpty();
        assertThat(event.causeId()).isEmpty();
        assertThat(event.headers()).isEmpty();
    }

    @Test
    void everythingThatTheOptionsSayIsInTheEvent() {
        Bus bus = bus(Buses.builder());
        Event<String> cause = bus.emit(TOPIC, "cause");
        Instant past = Instant.parse("1600-01-01T00:00:00.000000001Z");
        Event<String> event = bus.emit(
                TOPIC,
                "data",
                EmitOptions.following(cause)
                        .withId("own")
                        .withSource("source")
                        .withOccurredAt(past)
                        .withHeader("k", "v"));
        assertThat(event.id()).isEqualTo("own");
        assertThat(event.txId()).isEqualTo("1");
        assertThat(event.causeId()).contains("1");
        assertThat(event.source()).contains("source");
        assertThat(event.occurredAt()).isEqualTo(past);
        assertThat(event.headers()).containsExactly(Map.entry("k", "v"));
        assertThat(event)
                .isEqualTo(Event.builder(TOPIC, "data")
                        .id("own")
                        .txId("1")
                        .causeId("1")
                        .source("source")
                        .occurredAt(past)
                        .header("k", "v")
                        .build());
    }

    @Test
    void handlersAndTheCallerGetTheSameEvent() {
        Bus bus = bus(Buses.builder());
        List<Event<?>> seen = new ArrayList<>();
        bus.registerHandler("a", TOPIC, seen::add);
        bus.registerHandler("b", TopicMatcher.regex("."), seen::add);
        Event<String> event = bus.emit(TOPIC, "data");
        assertThat(seen).hasSize(2).allSatisfy(it -> assertThat(it).isSameAs(event));
    }

    @Test
    void anEmitterEmitsToItsTopic() {
        Bus bus = Buses.bus();
        Emitter<String> emitter = bus.emitter(TOPIC);
        assertThatExceptionOfType(BusException.class).isThrownBy(() -> emitter.emit("early"));
        bus.registerTopics(TOPIC);
        assertThat(emitter.emit("data").data()).isEqualTo("data");
        assertThat(emitter.emit("data", EmitOptions.none().withId("own")).id()).isEqualTo("own");
        assertThat(emitter.topic()).isEqualTo(TOPIC);
        assertThat(emitter).hasToString("Emitter[Topic[x, java.lang.String]]");
    }

    @Test
    void theClockIsReadOnceAndOneIdIsTaken() {
        AtomicInteger readings = new AtomicInteger();
        Bus bus = bus(Buses.builder().clock(() -> {
            readings.incrementAndGet();
            return Buses.NOW;
        }));
        bus.emit(TOPIC, "data");
        assertThat(readings).hasValue(1);
        assertThat(bus.emit(TOPIC, "data", EmitOptions.none().withSource("s")).id())
                .isEqualTo("2");
        assertThat(readings).hasValue(2);
    }

    @Test
    void anEventThatIsRefusedTakesNoId() {
        Bus bus = bus(Buses.builder());
        assertThatExceptionOfType(PayloadTypeException.class).isThrownBy(() -> bus.emit("x", 1));
        assertThat(bus.emit(TOPIC, "data").id()).isEqualTo("1");
    }

    @Test
    void neitherClockNorGeneratorIsAskedForWhatTheOptionsSay() {
        Bus bus = bus(Bus.builder()
                .idGenerator(() -> {
                    throw new AssertionError("no id is needed");
                })
                .clock(() -> {
                    throw new AssertionError("no time is needed");
                }));
        EmitOptions all = EmitOptions.none().withId("own").withOccurredAt(Buses.NOW);
        assertThat(bus.emit(TOPIC, "data", all).txId()).isEqualTo("own");
    }

    @Test
    void aTimeOutsideTheRangeOfTheClockIsRefused() {
        Bus bus = bus(Buses.builder().clock(() -> Instant.parse("2262-04-12T00:00:00Z")));
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> bus.emit(TOPIC, "data"))
                .withMessage("clock must give times between 1677-09-21T00:12:44Z and 2262-04-11T23:47:16Z:"
                        + " now=2262-04-12T00:00:00Z; set another with Bus.Builder.clock");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void anIdThatIsNullOrBlankIsRefusedAndNothingIsDelivered(String id) {
        Bus bus = bus(Bus.builder().idGenerator(() -> id));
        List<Event<?>> seen = new ArrayList<>();
        bus.registerHandler("h", TOPIC, seen::add);
        assertThatExceptionOfType(IdGeneratorException.class)
                .isThrownBy(() -> bus.emit(TOPIC, "data"))
                .withMessage("id must not be null or blank: id=" + (id == null ? "null" : "\"" + id + "\"")
                        + "; mend the id generator or choose another");
        assertThat(seen).isEmpty();
        assertThat(bus.emit(TOPIC, "data", EmitOptions.none().withId("own")).id())
                .isEqualTo("own");
    }

    @Test
    void anIdGeneratorThatThrowsIsToldAndNothingIsDelivered() {
        IdGenerator failing = () -> {
            throw new IllegalStateException("used up");
        };
        Bus bus = bus(Bus.builder().idGenerator(failing));
        List<Event<?>> seen = new ArrayList<>();
        bus.registerHandler("h", TOPIC, seen::add);
        assertThatExceptionOfType(IdGeneratorException.class)
                .isThrownBy(() -> bus.emit(TOPIC, "data"))
                .withMessage("id generator must give an id: thrown=java.lang.IllegalStateException: used up; mend it or"
                        + " choose another")
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(seen).isEmpty();
    }

    /** Tickets are the nanoseconds of the clock; a rendering is counted. */
    private static final class Tickets implements TicketIdGenerator {

        final AtomicInteger renderings = new AtomicInteger();

        @Override
        public long take(long epochNanos) {
            return epochNanos;
        }

        @Override
        public String render(long ticket) {
            renderings.incrementAndGet();
            return ticket == 0 ? " " : "T" + ticket;
        }

        @Override
        public String next() {
            throw new AssertionError("a ticket is enough");
        }
    }

    @Test
    void aTicketIsTakenFromTheReadingOfTheClockAndRenderedOnceWhenItIsAskedFor() {
        Tickets tickets = new Tickets();
        Event<String> event =
                bus(Bus.builder().idGenerator(tickets).clock(() -> Buses.NOW)).emit(TOPIC, "data");
        assertThat(event.occurredAt()).isEqualTo(Buses.NOW);
        assertThat(tickets.renderings).hasValue(0);
        assertThat(event.id()).isEqualTo("T1795515330123456789");
        assertThat(event.txId()).isSameAs(event.id());
        assertThat(tickets.renderings).hasValue(1);
    }

    @Test
    void aTicketThatRendersToABlankIdIsTold() {
        Event<String> event = bus(Bus.builder().idGenerator(new Tickets()).clock(() -> Instant.EPOCH))
                .emit(TOPIC, "data");
        assertThatExceptionOfType(IdGeneratorException.class).isThrownBy(event::id);
    }

    @Test
    void aTimeInTheOptionsDatesTheEventAndTheClockItsTicket() {
        Event<String> event = bus(Bus.builder().idGenerator(new Tickets()).clock(() -> Buses.NOW))
                .emit(TOPIC, "data", EmitOptions.none().withOccurredAt(Instant.EPOCH));
        assertThat(event.occurredAt()).isEqualTo(Instant.EPOCH);
        assertThat(event.id()).isEqualTo("T1795515330123456789");
    }

    @Test
    void timesBeforeTheEpochKeepTheirNanoseconds() {
        Instant past = Instant.parse("1969-12-31T23:59:59.999999999Z");
        assertThat(bus(Buses.builder().clock(() -> past)).emit(TOPIC, "data").occurredAt())
                .isEqualTo(past);
    }
}
