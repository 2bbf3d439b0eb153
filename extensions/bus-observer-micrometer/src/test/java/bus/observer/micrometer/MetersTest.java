package bus.observer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.Overflow;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import bus.testkit.ManualExecutor;
import bus.testkit.SequentialIds;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The meters, as Prometheus scrapes them over HTTP. */
class MetersTest {

    private static final TopicMatcher<Object> ANY = TopicMatcher.wildcard("#");

    @AutoClose
    private final ScrapePage page = new ScrapePage();

    private final ManualExecutor executor = new ManualExecutor();

    @AutoClose
    private final Bus bus = bus(MicrometerObserver.of(page.registry()));

    private static Bus bus(MicrometerObserver observer) {
        Bus bus = Bus.builder()
                .idGenerator(SequentialIds.withPrefix("event-"))
                .failurePolicy(FailurePolicy.REPORT)
                .errorHandler(failure -> {})
                .closeLimit(Duration.ZERO)
                .observer(observer)
                .build();
        bus.registerTopics("order.created", "order.canceled");
        return bus;
    }

    private Delivery<Object> mailbox() {
        return Delivery.async().executor(executor);
    }

    private static void failing(Event<Object> event) {
        throw new IllegalStateException("no apples left");
    }

    @Test
    void emittedEventsAreCountedByTopicFromZeroOn() {
        bus.registerHandler("printer", ANY, event -> {});
        bus.emit("order.created", "apples");
        bus.emit("order.created", "pears");
        assertThat(page.scrape())
                .containsEntry("bus_events_emitted_total{topic=\"order.created\"}", 2.0)
                .containsEntry("bus_events_emitted_total{topic=\"order.canceled\"}", 0.0);
    }

    @Test
    void anEmitThatIsRefusedMakesNoMeter() {
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> bus.emit("order.craeted", "apples"));
        assertThat(page.scrape().keySet()).noneMatch(series -> series.contains("craeted"));
    }

    @Test
    void unhandledEventsAreCountedByTopic() {
        bus.registerHandler("created", TopicMatcher.exact("order.created"), event -> {});
        bus.emit("order.created", "apples");
        bus.emit("order.canceled", "apples");
        assertThat(page.scrape())
                .containsEntry("bus_events_unhandled_total{topic=\"order.canceled\"}", 1.0)
                .containsEntry("bus_events_unhandled_total{topic=\"order.created\"}", 0.0);
    }

    @Test
    void handlingIsTimedByTopicHandlerAndOutcome() {
        bus.registerHandler("printer", ANY, event -> {});
        bus.registerHandler("stock", ANY, MetersTest::failing);
        bus.emit("order.created", "apples");
        bus.emit("order.created", "pears");
        bus.emit("order.canceled", "pears");
        assertThat(page.scrape())
                .containsEntry(
                        "bus_handling_seconds_count{error_type=\"none\",handler=\"printer\",outcome=\"handled\",topic=\"order.created\"}",
                        2.0)
                .containsEntry(
                        "bus_handling_seconds_count{error_type=\"none\",handler=\"printer\",outcome=\"handled\",topic=\"order.canceled\"}",
                        1.0)
                .containsEntry(
                        "bus_handling_seconds_count{error_type=\"java.lang.IllegalStateException\",handler=\"stock\",outcome=\"failed\",topic=\"order.created\"}",
                        2.0)
                .containsEntry(
                        "bus_handling_seconds_count{error_type=\"none\",handler=\"stock\",outcome=\"handled\",topic=\"order.created\"}",
                        0.0);
    }

    @Test
    void theTimeIsThatUntilTheStageOfAHandlerCompletes() throws Exception {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        bus.registerHandler("saver", ANY, mailbox(), Handler.completing(event -> stage, 1));
        bus.emit("order.created", "apples");
        long begin = System.nanoTime();
        executor.runUntilIdle();
        long called = System.nanoTime();
        while (System.nanoTime() - called < 2_000_000) {
            Thread.onSpinWait();
        }
        stage.complete(null);
        long most = System.nanoTime() - begin;
        Timer timer =
                page.registry().get("bus.handling").tag("handler", "saver").timer();
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isBetween(2_000_000.0, (double) most);
    }

    @Test
    void anErrorOfAClassWithoutANameIsNamedAsTheVirtualMachineNamesIt() {
        bus.registerHandler("stock", ANY, event -> {
            throw new IllegalStateException() {};
        });
        bus.emit("order.created", "apples");
        assertThat(page.scrape().keySet())
                .anyMatch(series -> series.contains("error_type=\"bus.observer.micrometer.MetersTest$1\""));
    }

    @Test
    void lossesAreCountedByReason() {
        bus.registerHandler("slow", ANY, mailbox().capacity(1).overflow(Overflow.dropNewest()), event -> {});
        bus.registerHandler("strict", ANY, mailbox().capacity(1).overflow(Overflow.fail()), event -> {});
        bus.registerHandler(
                "lanes",
                ANY,
                mailbox()
                        .keyed(
                                event -> {
                                    throw new IllegalArgumentException("no key");
                                },
                                2),
                event -> {});
        bus.emit("order.created", "apples");
        bus.emit("order.created", "pears");
        bus.emit("order.created", "plums");
        bus.close(Duration.ZERO);
        assertThat(page.scrape())
                .containsEntry(lost("slow", "dropped"), 2.0)
                .containsEntry(lost("slow", "undelivered"), 1.0)
                .containsEntry(lost("strict", "rejected"), 2.0)
                .containsEntry(lost("strict", "undelivered"), 1.0)
                .containsEntry(lost("lanes", "failed"), 3.0);
    }

    private static String lost(String handler, String reason) {
        return "bus_events_lost_total{handler=\"" + handler + "\",reason=\"" + reason + "\",topic=\"order.created\"}";
    }

    @Test
    void anEventThatAHandlerIsNotDoneWithAtTheCloseIsTimedAsUndelivered() {
        bus.registerHandler("saver", ANY, mailbox(), Handler.completing(event -> new CompletableFuture<>(), 1));
        bus.emit("order.created", "apples");
        executor.runUntilIdle();
        bus.close(Duration.ZERO);
        assertThat(page.scrape().keySet())
                .anyMatch(series -> series.startsWith("bus_handling_seconds_count")
                        && series.contains("handler=\"saver\",outcome=\"undelivered\""));
    }

    @Test
    void theCountsAddUpToThoseOfTheSnapshot() {
        bus.registerHandler("stock", ANY, mailbox().capacity(2).overflow(Overflow.dropOldest()), event -> {
            if (event.data().equals("pears")) {
                failing(event);
            }
        });
        for (String fruit : new String[] {"apples", "pears", "plums"}) {
            bus.emit("order.created", fruit);
        }
        executor.runUntilIdle();
        HandlerCounts counts = bus.snapshot().handler("stock").orElseThrow().counts();
        assertThat(counts).isEqualTo(new HandlerCounts(3, 1, 1, 1, 0, 0, 0, 0));
        assertThat(page.scrape().entrySet().stream()
                        .filter(series -> series.getKey().startsWith("bus_handling_seconds_count")
                                || series.getKey().startsWith("bus_events_lost_total"))
                        .mapToDouble(series -> series.getValue())
                        .sum())
                .isEqualTo(counts.offered());
    }

    private static String pending(String handler) {
        return "bus_mailbox_pending_events{handler=\"" + handler + "\"}";
    }

    @Test
    void theGaugeOfAMailboxShowsTheEventsThatWait() {
        bus.registerHandler("slow", ANY, mailbox(), event -> {});
        bus.registerHandler("printer", ANY, event -> {});
        bus.emit("order.created", "apples");
        bus.emit("order.created", "pears");
        assertThat(page.scrape()).containsEntry(pending("slow"), 2.0).doesNotContainKey(pending("printer"));
        executor.runUntilIdle();
        assertThat(page.scrape()).containsEntry(pending("slow"), 0.0);
    }

    @Test
    void theGaugeGoesWithTheHandler() {
        bus.registerHandler("slow", ANY, mailbox(), event -> {});
        bus.emit("order.created", "apples");
        bus.deregisterHandler("slow");
        assertThat(page.scrape()).doesNotContainKey(pending("slow"));
    }

    @Test
    void theGaugeGoesWithTheBus() {
        bus.registerHandler("slow", ANY, mailbox(), event -> {});
        bus.close(Duration.ZERO);
        assertThat(page.scrape()).doesNotContainKey(pending("slow"));
    }

    @Test
    void theGaugeOfAHandlerThatIsReplacedIsThatOfTheNewOne() {
        bus.registerHandler("slow", ANY, mailbox(), event -> {});
        bus.emit("order.created", "apples");
        bus.emit("order.created", "pears");
        bus.registerHandler("slow", ANY, mailbox(), event -> {});
        assertThat(page.scrape()).containsEntry(pending("slow"), 0.0);
        bus.emit("order.created", "plums");
        assertThat(page.scrape()).containsEntry(pending("slow"), 1.0);
        bus.registerHandler("slow", ANY, event -> {});
        assertThat(page.scrape()).doesNotContainKey(pending("slow"));
    }

    @Test
    void busesThatShareARegistryAreToldApartByATag() {
        try (ScrapePage shared = new ScrapePage();
                Bus orders = bus(MicrometerObserver.of(shared.registry()).withTags(Tags.of("bus", "orders")));
                Bus bills = bus(MicrometerObserver.of(shared.registry()).withTags(Tags.of("bus", "bills")))) {
            orders.registerHandler("slow", ANY, mailbox(), event -> {});
            bills.registerHandler("slow", ANY, mailbox(), event -> {});
            bills.emit("order.created", "apples");
            assertThat(shared.scrape())
                    .containsEntry("bus_mailbox_pending_events{bus=\"orders\",handler=\"slow\"}", 0.0)
                    .containsEntry("bus_mailbox_pending_events{bus=\"bills\",handler=\"slow\"}", 1.0)
                    .containsEntry("bus_events_emitted_total{bus=\"orders\",topic=\"order.created\"}", 0.0)
                    .containsEntry("bus_events_emitted_total{bus=\"bills\",topic=\"order.created\"}", 1.0);
        }
    }

    @Test
    void withoutTracesAnEmitMakesNoObject() {
        MicrometerObserver observer = MicrometerObserver.of(new SimpleMeterRegistry());
        Event<Object> apples = bus.emit("order.created", "apples");
        Event<Object> pears = bus.emit("order.created", "pears");
        assertThat(observer.emitting(apples)).isSameAs(observer.emitting(pears));
    }

    @Test
    void nullIsRefusedWithTheNameOfTheParameter() {
        MicrometerObserver observer = MicrometerObserver.of(page.registry());
        assertThatNullPointerException()
                .isThrownBy(() -> MicrometerObserver.of(null))
                .withMessage("meters must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> MicrometerObserver.of(null, ObservationRegistry.NOOP))
                .withMessage("meters must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> MicrometerObserver.of(page.registry(), null))
                .withMessage("observations must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> observer.withTags(null))
                .withMessage("more must not be null");
    }

    @Test
    void itTellsWhatItIsMadeOf() {
        try (Spans spans = Spans.create()) {
            assertThat(MicrometerObserver.of(page.registry(), spans.registry()).withTags(Tags.of("bus", "orders")))
                    .hasToString("MicrometerObserver[meters=PrometheusMeterRegistry, tags=[bus=orders], traces=true]");
        }
        assertThat(MicrometerObserver.of(page.registry()))
                .hasToString("MicrometerObserver[meters=PrometheusMeterRegistry, tags=[], traces=false]");
    }
}
