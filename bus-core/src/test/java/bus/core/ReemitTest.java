package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.PayloadTypeException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import bus.api.spi.TicketIdGenerator;
import bus.testkit.EventRecorder;
import bus.testkit.ManualExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReemitTest {

    private static final Topic<String> TOPIC = Topic.of("x", String.class);
    private static final EmitOptions FULL = EmitOptions.following(
                    Event.builder(TOPIC, "cause").id("cause").txId("tx").build())
            .withSource("source")
            .withHeader("z", "1")
            .withHeader("a", "2");

    private final Bus bus = Buses.bus();
    private final EventRecorder<String> seen = EventRecorder.create();

    ReemitTest() {
        bus.registerTopics(TOPIC);
        bus.registerHandler("recorder", TOPIC, seen);
    }

    private static Bus without(Bus.Builder builder) {
        return builder.clock(() -> {
                    throw new AssertionError("no time is needed");
                })
                .build();
    }

    /** Buses that could make no event of their own. */
    private static List<Bus> askingNobody() {
        return List.of(
                without(Bus.builder().idGenerator(() -> {
                    throw new AssertionError("no id is needed");
                })),
                without(Bus.builder().idGenerator(new Tickets())));
    }

    /** Ids are known when they are read, and their tickets are taken from the time. */
    private static final class Tickets implements TicketIdGenerator {

        @Override
        public long take(long epochNanos) {
            return epochNanos;
        }

        @Override
        public String render(long ticket) {
            return "T" + ticket;
        }

        @Override
        public String next() {
            throw new AssertionError("a ticket is enough");
        }
    }

    @Test
    void everythingOfTheEventIsKeptAndNeitherIdGeneratorNorClockIsAsked() {
        List<Event<String>> events = List.of(
                bus.emit(TOPIC, "starts a transaction"),
                bus.emit(TOPIC, "says everything", FULL),
                bus.emit(
                        TOPIC, "long ago", EmitOptions.none().withOccurredAt(Buses.NOW.minusSeconds(10_000_000_000L))));
        for (Bus other : askingNobody()) {
            EventRecorder<String> there = EventRecorder.create();
            other.registerTopics(TOPIC);
            other.registerHandler("recorder", TOPIC, there);
            for (Event<String> event : events) {
                Event<String> again = other.reemit(event);
                assertThat(again).isEqualTo(event).isNotSameAs(event);
                assertThat(event).isEqualTo(again);
                assertThat(again.txId()).isEqualTo(event.txId());
                assertThat(again.occurredAt().getNano()).isEqualTo(123_456_789);
                assertThat(again.headers().entrySet())
                        .containsExactlyElementsOf(event.headers().entrySet());
            }
            assertThat(there.events()).isEqualTo(events);
        }
    }

    @Test
    void anEventWhoseIdIsATicketIsKeptAsWell() {
        Bus source =
                Bus.builder().clock(() -> Buses.NOW).idGenerator(new Tickets()).build();
        source.registerTopics(TOPIC);
        Event<String> event = source.emit(TOPIC, "data");
        assertThat(bus.reemit(event)).isEqualTo(event);
    }

    @Test
    void whatWasRecordedCanBeReplayedInItsOrder() {
        bus.emit(TOPIC, "first");
        bus.emit(TOPIC, "second", FULL);
        List<Event<String>> recorded = seen.events();
        seen.clear();
        recorded.forEach(bus::reemit);
        assertThat(seen.events()).isEqualTo(recorded);
    }

    @Test
    void aBridgeCarriesEventsOfAnyTopicToAnotherBus() throws Exception {
        Bus there = Buses.bus();
        there.registerTopics("x", "y");
        EventRecorder<Object> arrived = EventRecorder.create();
        there.registerHandler("recorder", TopicMatcher.wildcard("#"), arrived);
        bus.registerTopics("y");
        bus.registerHandler("bridge", TopicMatcher.wildcard("#"), Delivery.async(), there::reemit);
        Event<String> first = bus.emit(TOPIC, "data");
        Event<Object> second = bus.emit("y", 2, EmitOptions.following(first));
        arrived.awaitCount(2);
        assertThat(List.<Event<?>>copyOf(arrived.events())).containsExactly(first, second);
    }

    @Test
    void oneThatIsTrackedIsRepeatedByItsOptions() {
        ManualExecutor executor = new ManualExecutor();
        Event<String> event = bus.emit(TOPIC, "data", FULL);
        bus.registerHandler("async", TOPIC, Delivery.async().executor(executor), it -> {});
        CompletableFuture<Event<Object>> again =
                bus.emitTracked(event.topic(), event.data(), EmitOptions.repeating(event));
        assertThat(again).isNotDone();
        executor.runUntilIdle();
        assertThat(again.join()).isEqualTo(event);
    }

    @Test
    void itFailsAsAnEmitDoes() {
        Event<Integer> number = Event.builder(Topic.of("x", Integer.class), 1).build();
        assertThatExceptionOfType(PayloadTypeException.class).isThrownBy(() -> bus.reemit(number));
        Event<String> elsewhere =
                Event.builder(Topic.of("elsewhere", String.class), "data").build();
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> bus.reemit(elsewhere));
        bus.close();
        Event<String> late = Event.builder(TOPIC, "data").build();
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.reemit(late));
        assertThat(seen.events()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException().isThrownBy(() -> bus.reemit(null)).withMessage("event must not be null");
    }

    @Test
    void theHeadersOfTheGivenEventAreNotShared() {
        Event<String> again = bus.reemit(bus.emit(TOPIC, "data", FULL));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> again.headers().put("late", "3"));
        assertThat(again.headers()).isEqualTo(Map.of("z", "1", "a", "2"));
    }
}
