package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bus.api.Bus;
import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.NestingException;
import bus.api.Overflow;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Where a handler was registered is told wherever the handler is spoken of, if the bus was built to know it. */
class CallSitesTest {

    private static final TopicMatcher<Object> X = TopicMatcher.exact("x");

    private static final Handler<Object> FAILS = event -> {
        throw new IllegalStateException("broken");
    };

    private final ManualExecutor executor = new ManualExecutor();
    private final Delivery<Object> async = Delivery.async().executor(executor);
    private final List<HandlerFailure> reported = new ArrayList<>();
    private final Bus bus = bus(Buses.builder().callSites(true));

    private Bus bus(Bus.Builder builder) {
        Bus built = builder.depthLimit(1).errorHandler(reported::add).build();
        built.registerTopics("x");
        return built;
    }

    /** The frame of the line that calls this method. */
    private static StackTraceElement here() {
        return new Throwable().getStackTrace()[1];
    }

    private static CallSite lineAfter(StackTraceElement frame) {
        return CallSite.of(new StackTraceElement(
                frame.getClassLoaderName(),
                frame.getModuleName(),
                frame.getModuleVersion(),
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName(),
                frame.getLineNumber() + 1));
    }

    private static CallSite inSnapshot(Bus bus, String key) {
        return bus.snapshot().handler(key).orElseThrow().registeredAt();
    }

    @Test
    void theSnapshotHasTheLineOfEachHandler() {
        StackTraceElement before = here();
        bus.registerHandler("with the default delivery", X, event -> {});
        StackTraceElement between = here();
        bus.registerHandler("with a mailbox", X, async, event -> {});

        assertThat(inSnapshot(bus, "with the default delivery")).isEqualTo(lineAfter(before));
        assertThat(inSnapshot(bus, "with a mailbox")).isEqualTo(lineAfter(between));
        assertThat(inSnapshot(bus, "with a mailbox"))
                .hasToString("bus.core.CallSitesTest.theSnapshotHasTheLineOfEachHandler(CallSitesTest.java:"
                        + (between.getLineNumber() + 1) + ")");
    }

    @Test
    void aMethodThatRegistersForOthersIsThePlace() {
        StackTraceElement before = register("h");

        assertThat(inSnapshot(bus, "h")).isEqualTo(lineAfter(before));
    }

    private StackTraceElement register(String key) {
        StackTraceElement before = here();
        bus.registerHandler(key, X, event -> {});
        return before;
    }

    @Test
    void aLambdaThatRegistersIsThePlace() {
        List<StackTraceElement> before = new ArrayList<>();
        List.of("a", "b").forEach(key -> {
            before.add(here());
            bus.registerHandler(key, X, event -> {});
        });

        assertThat(before.get(0).getMethodName()).startsWith("lambda$");
        assertThat(inSnapshot(bus, "a")).isEqualTo(lineAfter(before.get(0)));
        assertThat(inSnapshot(bus, "b")).isEqualTo(lineAfter(before.get(0)));
    }

    @Test
    void aHandlerThatReplacesAnotherHasItsOwnLine() {
        bus.registerHandler("h", X, async, FAILS);
        StackTraceElement before = here();
        bus.registerHandler("h", X, async, FAILS);

        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(inSnapshot(bus, "h")).isEqualTo(lineAfter(before));
        assertThat(reported).extracting(HandlerFailure::registeredAt).containsExactly(lineAfter(before));
    }

    @Test
    void whatTheMailboxOfAReplacedHandlerStillHasIsOfTheEarlierLine() {
        StackTraceElement before = here();
        bus.registerHandler("h", X, async, FAILS);
        bus.emit("x", 1);
        bus.registerHandler("h", X, async, FAILS);

        executor.runUntilIdle();
        assertThat(reported).extracting(HandlerFailure::registeredAt).containsExactly(lineAfter(before));
    }

    @Test
    void aFailureThatIsThrownHasIt() {
        StackTraceElement before = here();
        bus.registerHandler("h", X, FAILS);

        HandlerException thrown = catchThrowableOfType(HandlerException.class, () -> bus.emit("x", 1));
        assertThat(thrown.failures()).extracting(HandlerFailure::registeredAt).containsExactly(lineAfter(before));
        assertThat(thrown.failures().get(0).toString()).endsWith(", registeredAt=" + lineAfter(before) + "]");
    }

    @Test
    void aKeyThatCannotBeTakenAndAStageThatFailsHaveIt() {
        StackTraceElement before = here();
        bus.registerHandler("keyed", X, async.keyed(event -> ((List<?>) event.data()).get(0), 2), event -> {});
        StackTraceElement between = here();
        bus.registerHandler(
                "later", X, async, Handler.completing(event -> CompletableFuture.failedFuture(new Error()), 1));

        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(reported)
                .extracting(HandlerFailure::registeredAt)
                .containsExactly(lineAfter(before), lineAfter(between));
    }

    @Test
    void handlersOfAPublisherHaveTheLineThatMadeIt() {
        StackTraceElement before = here();
        Flow.Publisher<Event<Object>> publisher = bus.publisher("p", X);
        publisher.subscribe(new Flow.Subscriber<>() {

            @Override
            public void onSubscribe(Flow.Subscription subscription) {}

            @Override
            public void onNext(Event<Object> event) {}

            @Override
            public void onError(Throwable thrown) {}

            @Override
            public void onComplete() {}
        });

        assertThat(inSnapshot(bus, "p/1")).isEqualTo(lineAfter(before));
    }

    @Test
    void aFailureThatIsReportedHasIt() {
        Bus reporting = bus(Buses.builder().callSites(true).failurePolicy(FailurePolicy.REPORT));
        StackTraceElement before = here();
        reporting.registerHandler("h", X, FAILS);

        reporting.emit("x", 1);
        assertThat(reported).extracting(HandlerFailure::registeredAt).containsExactly(lineAfter(before));
    }

    @Test
    void aFailureOfAMailboxHasIt() {
        StackTraceElement before = here();
        bus.registerHandler("h", X, async, FAILS);

        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(reported).extracting(HandlerFailure::registeredAt).containsExactly(lineAfter(before));
    }

    @Test
    void anEventThatIsLostHasIt() {
        StackTraceElement before = here();
        bus.registerHandler("h", X, async.capacity(1).overflow(Overflow.fail()), event -> {});

        bus.emit("x", 1);
        CompletableFuture<?> lost = bus.emitTracked("x", 2);
        assertThat(catchThrowableOfType(CompletionException.class, lost::join).getCause())
                .isInstanceOfSatisfying(
                        HandlerException.class,
                        thrown -> assertThat(thrown.failures())
                                .extracting(HandlerFailure::registeredAt)
                                .containsExactly(lineAfter(before)));
        assertThat(reported).extracting(HandlerFailure::reason).containsExactly(Reason.REJECTED);
        assertThat(reported).extracting(HandlerFailure::registeredAt).containsExactly(lineAfter(before));
    }

    @Test
    void aHandlerThatIsSkippedHasIt() {
        bus.registerHandler("emits", X, event -> bus.emit("x", "too deep"));
        StackTraceElement before = here();
        bus.registerHandler("skipped", X, event -> {});

        assertThat(catchThrowableOfType(NestingException.class, () -> bus.emit("x", 1)))
                .isNotNull();
        assertThat(reported).extracting(HandlerFailure::reason).containsExactly(Reason.SKIPPED);
        assertThat(reported).extracting(HandlerFailure::registeredAt).containsExactly(lineAfter(before));
    }

    @Test
    void aBusThatIsNotToldToDoesNotKnowIt() {
        Bus silent = bus(Buses.builder());
        silent.registerHandler("sync", X, FAILS);
        silent.registerHandler("async", X, async.capacity(1).overflow(Overflow.fail()), FAILS);

        HandlerException thrown = catchThrowableOfType(HandlerException.class, () -> silent.emit("x", 1));
        assertThat(catchThrowableOfType(HandlerException.class, () -> silent.emit("x", 2)))
                .isNotNull();
        executor.runUntilIdle();
        assertThat(thrown.failures().get(0).registeredAt()).isSameAs(CallSite.unknown());
        assertThat(reported).extracting(HandlerFailure::reason).containsExactly(Reason.REJECTED, Reason.FAILED);
        assertThat(reported)
                .extracting(HandlerFailure::registeredAt)
                .containsExactly(CallSite.unknown(), CallSite.unknown());
        assertThat(inSnapshot(silent, "sync")).isSameAs(CallSite.unknown());
        assertThat(inSnapshot(silent, "async")).isSameAs(CallSite.unknown());
    }
}
