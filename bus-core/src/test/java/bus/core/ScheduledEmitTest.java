package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.EmitScheduler;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.IdGeneratorException;
import bus.api.NestingException;
import bus.api.PayloadTypeException;
import bus.api.ScheduledEmit;
import bus.api.ScheduledSnapshot;
import bus.api.Topic;
import bus.api.UnknownTopicException;
import bus.testkit.EventRecorder;
import bus.testkit.ManualClock;
import bus.testkit.ManualExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ScheduledEmitTest {

    private static final Topic<String> TOPIC = Topic.of("x", String.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final ManualClock clock = ManualClock.at(Buses.NOW);
    private final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    private final ManualScheduler executor = new ManualScheduler();
    private final EventRecorder<String> seen = EventRecorder.create();
    private final Bus bus = bus(Buses.builder());
    private final EmitScheduler scheduler = bus.scheduler(executor);

    private Bus bus(Bus.Builder builder) {
        Bus bus = builder.clock(clock).errorHandler(reported::add).build();
        bus.registerTopics(TOPIC);
        return bus;
    }

    private static Throwable failure(ScheduledEmit<?> emit) throws Exception {
        try {
            emit.emitted().get(50, TimeUnit.SECONDS);
            throw new AssertionError("completed well");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static ScheduledSnapshot snapshot(ScheduledEmit<?> emit) {
        return new ScheduledSnapshot(emit.topic(), emit.dueAt());
    }

    @Test
    void theEventIsMadeWhenItIsDueOnTheThreadOfTheExecutor() {
        List<Thread> threads = new ArrayList<>();
        bus.registerHandler("recorder", TOPIC, seen);
        bus.registerHandler("thread", TOPIC, event -> threads.add(Thread.currentThread()));
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        assertThat(emit.topic()).isEqualTo("x");
        assertThat(emit.dueAt()).isEqualTo(Buses.NOW.plus(MINUTE));
        assertThat(executor.delay()).isEqualTo(MINUTE);
        Event<String> before = bus.emit(TOPIC, "before");

        clock.advance(Duration.ofHours(1));
        executor.advance(MINUTE.minusNanos(1));
        assertThat(emit.emitted()).isNotDone();
        assertThat(seen.data()).containsExactly("before");

        threads.clear();
        executor.advance(Duration.ofNanos(1));
        Event<String> event = seen.events().get(1);
        assertThat(event.occurredAt()).isEqualTo(Buses.NOW.plus(Duration.ofHours(1)));
        assertThat(event.id()).isNotEqualTo(before.id()).isEqualTo(event.txId());
        assertThat(emit.emitted()).isCompletedWithValueMatching(it -> it == event);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void whatTheOptionsSayIsKept() {
        EmitOptions options = EmitOptions.none().withId("own").withSource("source");
        ScheduledEmit<String> typed = scheduler.emitLater(MINUTE, TOPIC, "data", options);
        ScheduledEmit<Object> named = scheduler.emitLater(MINUTE, "x", "data", options);
        executor.advance(MINUTE);
        assertThat(typed.emitted().join()).isEqualTo(bus.emit(TOPIC, "data", options));
        assertThat(named.emitted().join()).isEqualTo(typed.emitted().join());
    }

    @Test
    void aTopicMayBeRegisteredMeanwhile() {
        ScheduledEmit<Object> emit = scheduler.emitLater(Duration.ZERO, "y", 1);
        bus.registerTopics("y");
        executor.advance(Duration.ZERO);
        assertThat(emit.emitted().join().data()).isEqualTo(1);
    }

    @Test
    void theFutureDoesNotWaitForAsynchronousHandlers() {
        ManualExecutor handling = new ManualExecutor();
        bus.registerHandler("h", TOPIC, Delivery.async().executor(handling), seen);
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        executor.advance(MINUTE);
        assertThat(emit.emitted()).isCompleted();
        assertThat(handling.waiting()).isOne();
    }

    @Test
    void aDelayLongerThanAnybodyWaitsIsCut() {
        ScheduledEmit<String> emit = scheduler.emitLater(Duration.ofSeconds(Long.MAX_VALUE), TOPIC, "data");
        assertThat(emit.dueAt()).isEqualTo(Buses.NOW.plus(Duration.ofDays(36_500)));
        assertThat(executor.delay()).isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void oneThatIsCancelledIsNotEmittedAndTheExecutorForgetsIt() {
        bus.registerHandler("recorder", TOPIC, seen);
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        CompletableFuture<Event<String>> before = emit.emitted();
        assertThat(emit.cancel()).isTrue();
        assertThat(executor.waiting()).isZero();
        assertThat(bus.snapshot().scheduled()).isEmpty();
        assertThat(before).isCancelled();
        assertThat(emit.emitted()).isCancelled();
        executor.advance(MINUTE);
        assertThat(seen.events()).isEmpty();
        assertThat(emit.cancel()).isFalse();
        assertThat(bus.close(LONG).isComplete()).isTrue();
    }

    @Test
    void oneWhoseEmitHasBegunIsNotCancelled() {
        List<Boolean> cancelled = new ArrayList<>();
        List<ScheduledEmit<String>> self = new ArrayList<>();
        bus.registerHandler("cancels", TOPIC, event -> cancelled.add(self.get(0).cancel()));
        self.add(scheduler.emitLater(MINUTE, TOPIC, "data"));
        executor.advance(MINUTE);
        assertThat(self.get(0).cancel()).isFalse();
        assertThat(cancelled).containsExactly(false);
        assertThat(self.get(0).emitted()).isCompleted();
    }

    @Test
    void anExecutorThatRunsATaskWhenItIsCancelledDoesNotEmit() {
        bus.registerHandler("recorder", TOPIC, seen);
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        Runnable task = executor.shutdownNow().get(0);
        assertThat(emit.cancel()).isTrue();
        task.run();
        assertThat(seen.events()).isEmpty();
    }

    @Test
    void aFutureThatIsCompletedByItsUserChangesNothing() {
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        emit.emitted().cancel(true);
        emit.emitted().completeExceptionally(new IllegalStateException());
        assertThat(emit.emitted()).isNotDone();
        executor.advance(MINUTE);
        assertThat(emit.emitted()).isCompleted();
    }

    @Test
    void whatIsPendingIsInTheSnapshotInTheOrderInWhichItIsDue() {
        ScheduledEmit<Object> third = scheduler.emitLater(MINUTE.multipliedBy(2), "z", 1);
        ScheduledEmit<String> first = scheduler.emitLater(MINUTE, TOPIC, "data");
        ScheduledEmit<Object> second = bus.scheduler(executor).emitLater(MINUTE, "a", 1);
        assertThat(bus.snapshot().scheduled()).containsExactly(snapshot(first), snapshot(second), snapshot(third));
        executor.advance(MINUTE);
        assertThat(bus.snapshot().scheduled()).containsExactly(snapshot(third));
    }

    @Test
    void oneWhoseEmitHasBegunIsNotPendingAnyMore() {
        List<ScheduledSnapshot> pending = new ArrayList<>();
        bus.registerHandler(
                "looks", TOPIC, event -> pending.addAll(bus.snapshot().scheduled()));
        scheduler.emitLater(MINUTE, TOPIC, "data");
        executor.advance(MINUTE);
        assertThat(pending).isEmpty();
    }

    @Test
    void anExecutorThatTakesNoTaskIsTheCallersAffairAndNothingStaysPending() {
        executor.shutdown();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> scheduler.emitLater(MINUTE, TOPIC, "data"));
        assertThat(bus.snapshot().scheduled()).isEmpty();
        assertThat(bus.close(LONG).isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void failuresOfHandlersGoToTheErrorHandler(FailurePolicy policy) throws Exception {
        Bus bus = bus(Buses.builder().failurePolicy(policy));
        bus.registerHandler("first", TOPIC, event -> {
            throw new IllegalStateException();
        });
        bus.registerHandler("second", TOPIC, event -> {
            throw new IOException();
        });
        ScheduledEmit<String> emit = bus.scheduler(executor).emitLater(MINUTE, TOPIC, "data");
        assertThat(executor.advance(MINUTE)).isEmpty();
        assertThat(Buses.shown(reported))
                .containsExactly("first FAILED IllegalStateException", "second FAILED IOException");
        if (policy == FailurePolicy.THROW) {
            assertThat(failure(emit))
                    .isInstanceOfSatisfying(
                            HandlerException.class,
                            e -> assertThat(e.failures()).isEqualTo(reported));
        } else {
            assertThat(emit.emitted()).isCompleted();
        }
    }

    @Test
    void whatKeepsTheEventFromBeingMadeIsInTheFuture() throws Exception {
        ScheduledEmit<Object> unknown = scheduler.emitLater(MINUTE, "y", 1);
        ScheduledEmit<Object> misfit = scheduler.emitLater(MINUTE, "x", 1);
        Bus withoutIds = bus(Bus.builder().idGenerator(() -> " "));
        ScheduledEmit<String> nameless = withoutIds.scheduler(executor).emitLater(MINUTE, TOPIC, "data");
        Bus flat = bus(Buses.builder().depthLimit(1));
        flat.registerHandler("nests", TOPIC, event -> flat.emit(TOPIC, "inner"));
        ScheduledEmit<String> nesting = flat.scheduler(executor).emitLater(MINUTE, TOPIC, "data");
        assertThat(executor.advance(MINUTE)).as("the executor is spared").isEmpty();
        assertThat(failure(unknown)).isInstanceOf(UnknownTopicException.class);
        assertThat(failure(misfit)).isInstanceOf(PayloadTypeException.class);
        assertThat(failure(nameless)).isInstanceOf(IdGeneratorException.class);
        assertThat(failure(nesting)).isInstanceOf(NestingException.class);
        assertThat(bus.snapshot().scheduled()).isEmpty();
    }

    @Test
    void aFailureOfTheVirtualMachineIsInTheFutureAndGoesToTheExecutor() throws Exception {
        VirtualMachineError error = new InternalError();
        bus.registerHandler("fails", TOPIC, event -> {
            throw error;
        });
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        assertThat(executor.advance(MINUTE)).containsExactly(error);
        assertThat(failure(emit)).isSameAs(error);
    }

    @Test
    void whatIsPendingWhenTheBusIsClosedIsCancelledAndTold() throws Exception {
        bus.registerHandler("recorder", TOPIC, seen);
        ScheduledEmit<Object> second = scheduler.emitLater(MINUTE.multipliedBy(2), "y", 1);
        ScheduledEmit<String> first = scheduler.emitLater(MINUTE, TOPIC, "data");
        ScheduledEmit<String> cancelled = scheduler.emitLater(MINUTE, TOPIC, "cancelled");
        cancelled.cancel();

        CloseReport report = bus.close(LONG);

        assertThat(report).isEqualTo(new CloseReport(Map.of(), 0, List.of(snapshot(first), snapshot(second))));
        assertThat(report.isComplete()).isFalse();
        assertThat(bus.close(LONG)).as("closed again").isEqualTo(report);
        assertThat(bus.snapshot().scheduled()).isEmpty();
        assertThat(executor.waiting()).isZero();
        assertThat(executor.isShutdown()).isFalse();
        executor.advance(LONG);
        assertThat(seen.events()).isEmpty();
        assertThat(first.cancel()).isFalse();
        assertThat(failure(first))
                .isInstanceOf(BusClosedException.class)
                .hasMessage("bus must be open when a scheduled event is due: topic=\"x\","
                        + " dueAt=2026-11-24T10:16:30.123456789Z; close the bus later, or look after"
                        + " CloseReport.scheduled");
        assertThat(failure(second)).isInstanceOf(BusClosedException.class);
    }

    @Test
    void aClosedBusSchedulesNothing() {
        bus.close();
        assertThatExceptionOfType(BusClosedException.class)
                .isThrownBy(() -> scheduler.emitLater(MINUTE, TOPIC, "data"))
                .withMessage("bus must be open when an emit is scheduled: topic=\"x\"; schedule before Bus.close");
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void whatIsPendingIsCancelledBeforeTheMailboxesAreEmptied() {
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "late");
        List<ScheduledSnapshot> pending = new ArrayList<>();
        CountDownLatch closed = new CountDownLatch(1);
        bus.registerHandler("h", TOPIC, Delivery.async(), event -> {
            closed.await();
            pending.addAll(bus.snapshot().scheduled());
        });
        bus.emit(TOPIC, "data");
        CompletableFuture<CloseReport> closing = CompletableFuture.supplyAsync(() -> bus.close(LONG));
        while (!bus.isClosed()) {
            Thread.onSpinWait();
        }
        closed.countDown();
        assertThat(closing.join().scheduled()).containsExactly(snapshot(emit));
        assertThat(pending).isEmpty();
    }

    @Test
    void aCloseInsideAHandlerAndOneThatDoesNotWaitTellItAsWell() {
        ManualExecutor handling = new ManualExecutor();
        List<CloseReport> reports = new ArrayList<>();
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "late");
        bus.registerHandler("waits", TOPIC, Delivery.async().executor(handling), event -> {});
        bus.registerHandler("closes", TOPIC, event -> reports.add(bus.close(LONG)));
        bus.emit(TOPIC, "data");
        assertThat(reports).containsExactly(new CloseReport(Map.of("waits", 1L), 0, List.of(snapshot(emit))));
        assertThat(bus.close(Duration.ZERO)).as("so far").isEqualTo(reports.get(0));
        handling.runUntilIdle();
        assertThat(bus.close(LONG)).isEqualTo(new CloseReport(Map.of(), 0, List.of(snapshot(emit))));
    }

    @Test
    void oneWhoseEmitHasBegunWhenTheBusIsClosedGoesOn() {
        List<CloseReport> reports = new ArrayList<>();
        bus.registerHandler("closes", TOPIC, event -> reports.add(bus.close(LONG)));
        bus.registerHandler("recorder", TOPIC, seen);
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        executor.advance(MINUTE);
        assertThat(seen.data()).containsExactly("data");
        assertThat(emit.emitted()).isCompleted();
        assertThat(reports).extracting(CloseReport::scheduled).containsExactly(List.of());
    }

    /** It would wait for itself if it ran on the thread that closes. */
    @Test
    void whatDependsOnAFutureMayCloseTheBus() {
        ScheduledEmit<String> emit = scheduler.emitLater(MINUTE, TOPIC, "data");
        CompletableFuture<CloseReport> inside = new CompletableFuture<>();
        emit.emitted().whenComplete((event, thrown) -> inside.complete(bus.close(LONG)));
        CloseReport report = bus.close(LONG);
        assertThat(inside.join()).isEqualTo(report);
        assertThat(report.scheduled()).containsExactly(snapshot(emit));
    }

    @Test
    void onARealExecutorItIsEmittedAndACancelledOneIsForgotten() throws Exception {
        ScheduledThreadPoolExecutor real = new ScheduledThreadPoolExecutor(1);
        real.setRemoveOnCancelPolicy(true);
        try {
            Thread caller = Thread.currentThread();
            List<Thread> threads = new ArrayList<>();
            bus.registerHandler("thread", TOPIC, event -> threads.add(Thread.currentThread()));
            EmitScheduler scheduler = bus.scheduler(real);
            ScheduledEmit<String> emit = scheduler.emitLater(Duration.ofMillis(1), TOPIC, "data");
            assertThat(emit.emitted().get(50, TimeUnit.SECONDS).data()).isEqualTo("data");
            assertThat(threads).hasSize(1).doesNotContain(caller);
            ScheduledEmit<String> later = scheduler.emitLater(Duration.ofDays(1), TOPIC, "later");
            assertThat(real.getQueue()).hasSize(1);
            assertThat(later.cancel()).isTrue();
            assertThat(real.getQueue()).isEmpty();
            ScheduledEmit<String> pending = scheduler.emitLater(Duration.ofDays(1), TOPIC, "pending");
            assertThat(bus.close(LONG).scheduled()).containsExactly(snapshot(pending));
            assertThat(real.getQueue()).isEmpty();
            assertThat(real.isShutdown()).isFalse();
        } finally {
            real.shutdownNow();
        }
    }

    @Test
    void theTextsSayWhatTheyAre() {
        assertThat(scheduler.emitLater(MINUTE, TOPIC, "secret"))
                .hasToString("ScheduledEmit[x, dueAt=2026-11-24T10:16:30.123456789Z]");
        assertThat(scheduler.toString()).startsWith("EmitScheduler[");
    }
}
