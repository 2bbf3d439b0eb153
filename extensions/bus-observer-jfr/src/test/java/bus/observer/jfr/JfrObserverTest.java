package bus.observer.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.Overflow;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.spi.EmitObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JfrObserverTest {

    private static final Topic<String> CREATED = Topic.of("order.created", String.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A bus as applications have it: the observer is found. */
    private static Bus bus() {
        Bus bus = Bus.builder()
                .failurePolicy(FailurePolicy.REPORT)
                .errorHandler(failure -> {})
                .build();
        bus.registerTopics(CREATED);
        return bus;
    }

    private static Event<String> event() {
        return Event.builder(CREATED, "apples").build();
    }

    @Test
    void aSlowHandlerIsFoundWithTheSettingsOfTheEvents() {
        Duration slow = Duration.ofMillis(50);
        try (Bus bus = bus();
                Recorded recorded = Recorded.withDefaults()) {
            bus.registerHandler("slow", CREATED, event -> Busy.work(slow));
            Event<String> emitted =
                    bus.emit(CREATED, "apples", EmitOptions.none().withSource("shop"));

            List<RecordedEvent> events = recorded.events();
            RecordedEvent handling = Recorded.named("bus.Handling", events).get(0);
            assertThat(handling.getString("handler")).isEqualTo("slow");
            assertThat(handling.getString("topic")).isEqualTo("order.created");
            assertThat(handling.getString("eventId")).isEqualTo(emitted.id());
            assertThat(handling.getString("txId")).isEqualTo(emitted.txId());
            assertThat(handling.getString("outcome")).isEqualTo("handled");
            assertThat(handling.getDuration()).isGreaterThan(slow.dividedBy(2)); // the recorder has a clock of its own
            assertThat(handling.getStackTrace()).isNull();
            assertThat(handling.getThread().getJavaName())
                    .isEqualTo(Thread.currentThread().getName());
            RecordedEvent emission = Recorded.named("bus.Emission", events).get(0);
            assertThat(emission.getString("topic")).isEqualTo("order.created");
            assertThat(emission.getString("eventId")).isEqualTo(emitted.id());
            assertThat(emission.getString("txId")).isEqualTo(emitted.txId());
            assertThat(emission.getString("source")).isEqualTo("shop");
            assertThat(emission.getDuration()).isGreaterThanOrEqualTo(handling.getDuration());
            assertThat(events).hasSize(2);
        }
    }

    @Test
    void whatIsQuickIsNotRecordedWithTheSettingsOfTheEvents() {
        try (Bus bus = bus();
                Recorded recorded = Recorded.withDefaults()) {
            bus.registerHandler("quick", CREATED, event -> {});
            for (int i = 0; i < 1_000; i++) {
                bus.emit(CREATED, "apples");
            }

            assertThat(recorded.events()) // a few may be, if the machine was busy with something else
                    .hasSizeLessThan(1_000)
                    .allMatch(event -> event.getDuration().compareTo(Duration.ofMillis(10)) >= 0);
        }
    }

    @Test
    void whatIsQuickerThanTheThresholdOfTheRecordingIsNotRecorded() {
        try (Bus bus = bus();
                Recorded recorded = Recorded.withThreshold(Duration.ofDays(1))) {
            bus.registerHandler("slow", CREATED, event -> Busy.work(Duration.ofMillis(20)));
            bus.emit(CREATED, "apples");

            assertThat(recorded.events()).isEmpty();
        }
    }

    @Test
    void withoutAThresholdEveryEmissionAndHandlingIsRecorded() {
        try (Bus bus = bus();
                Recorded recorded = Recorded.everything()) {
            bus.registerHandler("first", CREATED, event -> {});
            bus.registerHandler("second", CREATED, event -> {});
            bus.emit(CREATED, "apples");
            bus.emit(CREATED, "pears");

            List<RecordedEvent> events = recorded.events();
            assertThat(Recorded.named("bus.Emission", events))
                    .hasSize(2)
                    .allMatch(event -> event.getString("source") == null);
            assertThat(Recorded.named("bus.Handling", events).stream().map(event -> event.getString("handler")))
                    .containsExactlyInAnyOrder("first", "first", "second", "second");
            assertThat(events).hasSize(6);
        }
    }

    @Test
    void aFailureIsRecorded() {
        try (Bus bus = bus();
                Recorded recorded = Recorded.everything()) {
            bus.registerHandler("stock", CREATED, event -> {
                throw new IllegalStateException("no apples left");
            });
            Event<String> emitted = bus.emit(CREATED, "apples");

            List<RecordedEvent> events = recorded.events();
            assertThatIsTheFailureOfStock(Recorded.named("bus.Failure", events), emitted);
            assertThat(Recorded.named("bus.Handling", events))
                    .singleElement()
                    .matches(event -> event.getString("outcome").equals("failed"));
            assertThat(events).hasSize(3);
        }
    }

    @Test
    void aFailureIsRecordedThoughHandlingsAreNot() {
        try (Bus bus = bus();
                Recorded recorded = Recorded.nothingBut("bus.Failure")) {
            bus.registerHandler("stock", CREATED, event -> {
                throw new IllegalStateException("no apples left");
            });
            Event<String> emitted = bus.emit(CREATED, "apples");

            assertThatIsTheFailureOfStock(recorded.events(), emitted);
        }
    }

    private static void assertThatIsTheFailureOfStock(List<RecordedEvent> failures, Event<?> emitted) {
        assertThat(failures).hasSize(1);
        RecordedEvent failure = failures.get(0);
        assertThat(failure.getString("topic")).isEqualTo("order.created");
        assertThat(failure.getString("eventId")).isEqualTo(emitted.id());
        assertThat(failure.getString("txId")).isEqualTo(emitted.txId());
        assertThat(failure.getString("handler")).isEqualTo("stock");
        assertThat(failure.getClass("thrownClass").getName()).isEqualTo(IllegalStateException.class.getName());
        assertThat(failure.getString("message")).isEqualTo("no apples left");
    }

    @Test
    void anEventForWhichThereIsNoRoomIsRecordedAsADrop() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        try (Bus bus = bus();
                Recorded recorded = Recorded.withDefaults()) {
            bus.registerHandler(
                    "blocked", CREATED, Delivery.async().capacity(1).overflow(Overflow.dropNewest()), event -> {
                        begun.countDown();
                        released.await();
                    });
            bus.emit(CREATED, "handled");
            begun.await();
            bus.emit(CREATED, "waiting");
            Event<String> dropped = bus.emit(CREATED, "dropped");
            released.countDown();
            assertThat(bus.awaitIdle(LIMIT)).isTrue();

            List<RecordedEvent> drops = Recorded.named("bus.Drop", recorded.events());
            assertThat(drops).hasSize(1);
            assertThat(drops.get(0).getString("topic")).isEqualTo("order.created");
            assertThat(drops.get(0).getString("eventId")).isEqualTo(dropped.id());
            assertThat(drops.get(0).getString("txId")).isEqualTo(dropped.txId());
            assertThat(drops.get(0).getString("handler")).isEqualTo("blocked");
            assertThat(drops.get(0).getString("reason")).isEqualTo("DROPPED");
            assertThat(drops.get(0).getString("message")).contains("blocked");
        } finally {
            released.countDown();
        }
    }

    @Test
    void aHandlerThatCouldNotBeCalledIsRecordedAsADrop() throws Exception {
        try (Bus bus = bus();
                Recorded recorded = Recorded.withDefaults()) {
            Delivery<String> keyed = Delivery.async()
                    .keyed(
                            event -> {
                                throw new IllegalStateException("no key");
                            },
                            2);
            bus.registerHandler("keyed", CREATED, keyed, event -> {});
            bus.emit(CREATED, "apples");
            assertThat(bus.awaitIdle(LIMIT)).isTrue();

            List<RecordedEvent> events = recorded.events();
            assertThat(Recorded.named("bus.Failure", events)).isEmpty();
            assertThat(Recorded.named("bus.Drop", events))
                    .singleElement()
                    .matches(event -> event.getString("reason").equals("FAILED"))
                    .matches(event -> event.getString("message").contains("no key"));
        }
    }

    @Test
    void whatAStageHasNotDoneAtTheDeadlineIsRecordedAsADrop() {
        try (Recorded recorded = Recorded.everything()) {
            Bus bus = bus();
            Handler<String> never = Handler.completing(event -> new CompletableFuture<>(), 1);
            // On the emitting thread, so that the stage is there when the bus is closed.
            bus.registerHandler("never", CREATED, Delivery.async().executor(Runnable::run), never);
            bus.emit(CREATED, "apples");
            bus.close(Duration.ofMillis(1));

            List<RecordedEvent> events = recorded.events();
            assertThat(Recorded.named("bus.Drop", events))
                    .singleElement()
                    .matches(event -> event.getString("reason").equals("UNDELIVERED"));
            assertThat(Recorded.named("bus.Failure", events)).isEmpty();
        }
    }

    @Test
    void anEventWithoutAHandlerIsRecordedAsUnhandled() {
        try (Bus bus = bus();
                Recorded recorded = Recorded.nothingBut("bus.Unhandled")) {
            Event<String> emitted = bus.emit(CREATED, "apples");

            List<RecordedEvent> events = recorded.events();
            assertThat(events).hasSize(1);
            assertThat(events.get(0).getEventType().getName()).isEqualTo("bus.Unhandled");
            assertThat(events.get(0).getString("topic")).isEqualTo("order.created");
            assertThat(events.get(0).getString("eventId")).isEqualTo(emitted.id());
            assertThat(events.get(0).getString("txId")).isEqualTo(emitted.txId());
        }
    }

    @Test
    void howLongAnEventHasWaitedInItsMailboxIsRecorded() throws Exception {
        Duration wait = Duration.ofMillis(20);
        CountDownLatch released = new CountDownLatch(1);
        try (Bus bus = bus();
                Recorded recorded = Recorded.everything()) {
            bus.registerHandler("waiting", CREATED, Delivery.async(), event -> released.await());
            bus.emit(CREATED, "first");
            Event<String> second = bus.emit(CREATED, "second");
            Busy.work(wait);
            released.countDown();
            assertThat(bus.awaitIdle(LIMIT)).isTrue();

            List<RecordedEvent> handlings = Recorded.named("bus.Handling", recorded.events());
            assertThat(handlings).hasSize(2);
            assertThat(handlings.stream()
                            .filter(event -> event.getString("eventId").equals(second.id())))
                    .singleElement()
                    .matches(event -> event.getDuration("waited").compareTo(wait) >= 0);
        } finally {
            released.countDown();
        }
    }

    @Test
    void aHandlingLastsUntilTheStageCompletes() throws Exception {
        Duration slow = Duration.ofMillis(50);
        CompletableFuture<Void> stage = new CompletableFuture<>();
        try (Bus bus = bus();
                Recorded recorded = Recorded.everything()) {
            CountDownLatch begun = new CountDownLatch(1);
            Handler<String> completing = Handler.completing(
                    event -> {
                        begun.countDown();
                        return stage;
                    },
                    1);
            bus.registerHandler("completing", CREATED, Delivery.async(), completing);
            bus.emit(CREATED, "apples");
            begun.await();
            Busy.work(slow);
            stage.complete(null);
            assertThat(bus.awaitIdle(LIMIT)).isTrue();

            assertThat(Recorded.named("bus.Handling", recorded.events()))
                    .singleElement()
                    .matches(event -> event.getDuration().compareTo(slow.dividedBy(2)) > 0);
        } finally {
            stage.complete(null);
        }
    }

    @Test
    void whatNoRecordingWantsIsNotRecorded() {
        try (Bus bus = bus();
                Recorded recorded = Recorded.nothingBut()) {
            bus.emit(CREATED, "unhandled");
            bus.registerHandler("stock", CREATED, event -> {
                throw new IllegalStateException("no apples left");
            });
            bus.emit(CREATED, "apples");
            assertThat(new JfrObserver().emitting(event())).isSameAs(EmitObserver.none());

            assertThat(recorded.events()).isEmpty();
        }
    }

    @Test
    void withoutARecordingNothingIsObserved() {
        assertThat(new JfrObserver().emitting(event())).isSameAs(EmitObserver.none());
        try (Recorded recorded = Recorded.withDefaults()) {
            assertThat(new JfrObserver().emitting(event())).isNotSameAs(EmitObserver.none());
            recorded.file();
            assertThat(new JfrObserver().emitting(event())).isSameAs(EmitObserver.none());
        }
    }

    @Test
    void aBusThatDoesNotLookForObserversIsNotRecorded() {
        try (Bus bus = Bus.builder().discoverObservers(false).build();
                Recorded recorded = Recorded.everything()) {
            bus.registerTopics(CREATED);
            bus.registerHandler("handler", TopicMatcher.wildcard("#"), event -> {});
            bus.emit(CREATED, "apples");

            assertThat(recorded.events()).isEmpty();
        }
    }
}
