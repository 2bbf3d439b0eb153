package bus.observer.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import bus.testkit.SequentialIds;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The spans, as the SDK of OpenTelemetry exports them. */
class TracesTest {

    private static final TopicMatcher<Object> ANY = TopicMatcher.wildcard("#");
    private static final TopicMatcher<Object> CREATED = TopicMatcher.exact("order.created");
    private static final TopicMatcher<Object> PAID = TopicMatcher.exact("order.paid");

    @AutoClose
    private final Spans spans = Spans.create();

    private final ManualExecutor executor = new ManualExecutor();

    @AutoClose
    private final Bus bus = bus(spans.registry());

    private static Bus bus(ObservationRegistry observations) {
        Bus bus = Bus.builder()
                .idGenerator(SequentialIds.withPrefix("event-"))
                .failurePolicy(FailurePolicy.REPORT)
                .errorHandler(failure -> {})
                .closeLimit(Duration.ZERO)
                .observer(MicrometerObserver.of(new SimpleMeterRegistry(), observations))
                .build();
        bus.registerTopics("order.created", "order.paid");
        return bus;
    }

    private Delivery<Object> mailbox() {
        return Delivery.async().executor(executor);
    }

    private static void assertChild(SpanData child, SpanData parent) {
        assertThat(child.getParentSpanId()).isEqualTo(parent.getSpanId());
        assertThat(child.getTraceId()).isEqualTo(parent.getTraceId());
    }

    private void assertNothingIsCurrent() {
        assertThat(spans.registry().getCurrentObservationScope()).isNull();
        assertThat(spans.tracer().currentSpan()).isNull();
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void aCallIsASpanWithTheNamesOfTheConventionsForMessaging() {
        bus.registerHandler("cashier", CREATED, event -> {});
        bus.emit("order.created", "apples", EmitOptions.none().withTxId("tx-7"));
        SpanData span = spans.only("process order.created");
        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        Map<String, Object> attributes = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        assertThat(attributes)
                .isEqualTo(Map.of(
                        "messaging.system", "bus",
                        "messaging.operation.name", "process",
                        "messaging.operation.type", "process",
                        "messaging.destination.name", "order.created",
                        "messaging.destination.subscription.name", "cashier",
                        "messaging.message.id", "event-1",
                        "messaging.message.conversation_id", "tx-7"));
    }

    @Test
    void theParentIsTheSpanOfTheEmitter() {
        bus.registerHandler("cashier", CREATED, event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        assertChild(spans.ofHandler("cashier"), spans.only("checkout"));
        assertNothingIsCurrent();
    }

    @Test
    void theParentIsTheSpanOfTheEmitterForAsynchronousHandlersToo() throws Exception {
        bus.registerHandler("cashier", CREATED, Delivery.async(), event -> {});
        bus.registerHandler("stock", CREATED, Delivery.async(), event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        assertThat(bus.awaitIdle(Duration.ofSeconds(60))).isTrue();
        SpanData checkout = spans.only("checkout");
        assertChild(spans.ofHandler("cashier"), checkout);
        assertChild(spans.ofHandler("stock"), checkout);
    }

    @Test
    void aSpanThatEndedBeforeTheHandlerRunsIsItsParentAllTheSame() {
        bus.registerHandler("cashier", CREATED, mailbox(), event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        assertThat(spans.exported()).hasSize(1);
        executor.runUntilIdle();
        assertChild(spans.ofHandler("cashier"), spans.only("checkout"));
        assertNothingIsCurrent();
    }

    @Test
    void whatIsCurrentOnTheThreadOfTheHandlerIsNotTheParent() {
        bus.registerHandler("cashier", ANY, mailbox(), event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        bus.emit("order.paid", "apples");
        spans.inside("cleaning", executor::runUntilIdle);
        assertChild(spans.only("process order.created"), spans.only("checkout"));
        SpanData paid = spans.only("process order.paid");
        assertThat(paid.getParentSpanContext().isValid()).isFalse();
        assertThat(paid.getTraceId()).isNotEqualTo(spans.only("cleaning").getTraceId());
        assertNothingIsCurrent();
    }

    @Test
    void whatAHandlerEmitsIsAChildOfItsCall() {
        bus.registerHandler("cashier", CREATED, event -> bus.emit("order.paid", event.data()));
        bus.registerHandler("stock", PAID, event -> {});
        bus.registerHandler("mailer", PAID, mailbox(), event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        executor.runUntilIdle();
        SpanData cashier = spans.ofHandler("cashier");
        assertChild(cashier, spans.only("checkout"));
        assertChild(spans.ofHandler("stock"), cashier);
        assertChild(spans.ofHandler("mailer"), cashier);
        assertNothingIsCurrent();
    }

    @Test
    void aHandlerAfterTheOneThatEmitsIsAChildOfTheEmitterAgain() {
        bus.registerHandler("cashier", CREATED, event -> bus.emit("order.paid", event.data()));
        bus.registerHandler("stock", CREATED, event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        assertChild(spans.ofHandler("stock"), spans.only("checkout"));
    }

    @Test
    void aFailureIsRecordedAsTheErrorOfTheSpan() {
        bus.registerHandler("stock", CREATED, event -> {
            throw new IllegalStateException("no apples left");
        });
        bus.registerHandler("cashier", CREATED, event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        SpanData stock = spans.ofHandler("stock");
        assertThat(stock.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(stock.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalStateException");
        assertThat(stock.getEvents())
                .singleElement()
                .satisfies(event -> assertThat(event.getAttributes().get(AttributeKey.stringKey("exception.message")))
                        .isEqualTo("no apples left"));
        assertThat(spans.ofHandler("cashier").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertNothingIsCurrent();
    }

    @Test
    void aSpanEndsWhenTheStageCompletesOnWhateverThread() {
        CompletableFuture<Void> saved = new CompletableFuture<>();
        bus.registerHandler("saver", CREATED, mailbox(), Handler.completing(event -> saved, 1));
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        executor.runUntilIdle();
        assertThat(spans.named("process order.created")).isEmpty();
        assertNothingIsCurrent();
        CompletableFuture.runAsync(() -> saved.completeExceptionally(new IllegalStateException("disk full")))
                .join();
        assertThat(spans.ofHandler("saver").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertChild(spans.ofHandler("saver"), spans.only("checkout"));
    }

    /** The bus tells this in either order; here the stage completes first. */
    @Test
    void aCallThatIsDoneBeforeItComesBackLeavesNothingOnItsThread() {
        Event<Object> event = bus.emit("order.created", "apples");
        MicrometerObserver observer = MicrometerObserver.of(new SimpleMeterRegistry(), spans.registry());
        var call = observer.emitting(event).calling(new FixedHandler("saver"));
        CompletableFuture.runAsync(() -> call.handled(1)).join();
        assertThat(spans.exported()).isEmpty();
        call.returned();
        assertNothingIsCurrent();
        assertThat(spans.ofHandler("saver").hasEnded()).isTrue();
    }

    @Test
    void noThreadKeepsAScope() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            bus.registerHandler("cashier", ANY, Delivery.async().executor(thread), event -> {
                if (event.topic().equals("order.created")) {
                    bus.emit("order.paid", event.data());
                    throw new IllegalStateException("no apples left");
                }
            });
            spans.inside("checkout", () -> {
                bus.emit("order.created", "apples");
                bus.emit("order.created", "pears");
            });
            assertThat(bus.awaitIdle(Duration.ofSeconds(60))).isTrue();
            thread.submit(this::assertNothingIsCurrent).get();
            assertNothingIsCurrent();
            assertThat(spans.exported()).hasSize(5);
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void withoutAHandlerForWhatIsReceivedTheParentIsTheSame() {
        try (Spans plain = Spans.plain();
                Bus other = bus(plain.registry())) {
            other.registerHandler("cashier", ANY, mailbox(), event -> {});
            plain.inside("checkout", () -> other.emit("order.created", "apples"));
            other.emit("order.paid", "apples");
            plain.inside("cleaning", executor::runUntilIdle);
            assertChild(plain.only("process order.created"), plain.only("checkout"));
            assertThat(plain.only("process order.paid").getParentSpanContext().isValid())
                    .isFalse();
        }
    }

    @Test
    void observationsThatBecomeMetersGetOnBesideTheMetersOfTheBus() {
        try (ScrapePage page = new ScrapePage()) {
            ObservationRegistry observations = ObservationRegistry.create();
            observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(page.registry()));
            try (Bus other = Bus.builder()
                    .idGenerator(SequentialIds.withPrefix("event-"))
                    .failurePolicy(FailurePolicy.REPORT)
                    .errorHandler(failure -> {})
                    .observer(MicrometerObserver.of(page.registry(), observations))
                    .build()) {
                other.registerTopics("order.created");
                other.registerHandler("stock", CREATED, event -> {
                    if (event.data().equals("pears")) {
                        throw new IllegalStateException("no pears left");
                    }
                });
                other.emit("order.created", "apples");
                other.emit("order.created", "pears");
            }
            assertThat(page.scrape("messaging_process_seconds_count"))
                    .hasSize(2)
                    .allSatisfy((series, calls) -> assertThat(series).doesNotContain("error_type", "event-"));
            assertThat(page.scrape("bus_handling_seconds_count")).hasSize(2);
        }
    }

    @Test
    void aRegistryThatDoesNothingMakesNoSpans() {
        MicrometerObserver observer = MicrometerObserver.of(new SimpleMeterRegistry(), ObservationRegistry.NOOP);
        assertThat(observer.emitting(bus.emit("order.created", "apples"))).isInstanceOf(TopicMeters.class);
    }

    @Test
    void anObservationThatIsSwitchedOffIsNoSpan() {
        spans.registry().observationConfig().observationPredicate((name, context) -> !name.equals("messaging.process"));
        bus.registerHandler("cashier", CREATED, mailbox(), event -> {});
        spans.inside("checkout", () -> bus.emit("order.created", "apples"));
        executor.runUntilIdle();
        assertThat(spans.exported()).extracting(SpanData::getName).containsExactly("checkout");
        assertNothingIsCurrent();
    }
}
