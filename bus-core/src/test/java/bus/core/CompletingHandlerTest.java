package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.Overflow;
import bus.api.Registration;
import bus.api.TopicMatcher;
import bus.api.spi.CompletingHandler;
import bus.testkit.ManualExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that are done with an event when a stage completes. */
@Timeout(60)
class CompletingHandlerTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");
    private static final Duration LONG = Duration.ofSeconds(50);

    private final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final Delivery<Object> manual = Delivery.async().executor(executor);

    /** What was begun, in this order. */
    private final Map<Object, CompletableFuture<Void>> begun = Collections.synchronizedMap(new LinkedHashMap<>());

    CompletingHandlerTest() {
        bus.registerTopics("x");
    }

    private CompletionStage<?> begin(Event<Object> event) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        begun.put(event.data(), stage);
        return stage;
    }

    private Registration register(Delivery<Object> how, int maxInFlight) {
        return bus.registerHandler("h", ALL, how, Handler.completing(this::begin, maxInFlight));
    }

    private void emit(Object... data) {
        for (Object one : data) {
            bus.emit("x", one);
        }
    }

    private void complete(Object data) {
        begun.get(data).complete(null);
    }

    private HandlerCounts counts() {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }

    @Test
    void anEventIsDoneWhenItsStageCompletes() throws Exception {
        register(manual, 1);
        CompletableFuture<Event<Object>> tracked = bus.emitTracked("x", 1);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(1);
        assertThat(counts().pending()).isEqualTo(1);
        assertThat(bus.awaitIdle(Duration.ZERO)).isFalse();
        assertThat(tracked).isNotDone();
        complete(1);
        assertThat(counts()).isEqualTo(new HandlerCounts(1, 1, 0, 0, 0, 0, 0, 0));
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
        assertThat(tracked).succeedsWithin(LONG);
    }

    @Test
    void noMoreAreUnderWayThanItSaysAndTheyAreBegunInTheirOrder() {
        register(manual, 2);
        emit(1, 2, 3, 4);
        assertThat(executor.waiting())
                .as("it is called with one event at a time")
                .isEqualTo(1);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 2);
        assertThat(executor.waiting())
                .as("it takes no thread to wait for a stage")
                .isZero();
        complete(2);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 2, 3);
        complete(1);
        complete(3);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 2, 3, 4);
        complete(4);
        assertThat(counts().delivered()).isEqualTo(4);
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void withOneAtATimeTheNextIsBegunWhenTheOneBeforeIsDone() {
        register(manual, 1);
        emit(1, 2);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(1);
        complete(1);
        assertThat(begun)
                .as("on a thread of the executor, not on that which completes")
                .containsOnlyKeys(1);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(1, 2);
    }

    @Test
    void aStageThatIsCompleteAlreadyIsFine() {
        bus.registerHandler(
                "h", ALL, manual, Handler.completing(event -> CompletableFuture.completedStage(event.data()), 1));
        IntStream.range(0, 200).forEach(this::emit);
        executor.runUntilIdle();
        assertThat(counts().delivered()).isEqualTo(200);
    }

    @Test
    void aStageThatFailsIsAFailureWithTheCauseItself() {
        register(manual, 4);
        CompletableFuture<Event<Object>> tracked = bus.emitTracked("x", 1);
        executor.runUntilIdle();
        IOException cause = new IOException("connection lost");
        begun.get(1).completeExceptionally(cause);
        assertThat(Buses.shown(reported)).containsExactly("h FAILED IOException");
        assertThat(reported.get(0).cause()).isSameAs(cause);
        assertThat(counts()).isEqualTo(new HandlerCounts(1, 0, 1, 0, 0, 0, 0, 0));
        assertThat(tracked)
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(HandlerException.class)
                .havingCause()
                .withCause(cause);
    }

    @Test
    void aStageThatDependsOnOneWhichFailedGivesTheCauseWithoutItsWrapping() {
        IOException cause = new IOException("connection lost");
        bus.registerHandler(
                "h",
                ALL,
                manual,
                Handler.completing(
                        event -> CompletableFuture.failedFuture(cause).thenApply(it -> it), 1));
        emit(1);
        executor.runUntilIdle();
        assertThat(reported.get(0).cause()).isSameAs(cause);
    }

    @Test
    void aStageThatIsCancelledIsAFailure() {
        register(manual, 4);
        emit(1);
        executor.runUntilIdle();
        begun.get(1).cancel(false);
        assertThat(reported)
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).isInstanceOf(CancellationException.class));
    }

    @Test
    @SuppressWarnings("NullAway")
    void aStageThatIsNullIsAFailureThatSaysSo() {
        bus.registerHandler("h", ALL, manual, Handler.completing(event -> null, 1));
        Event<Object> event = bus.emit("x", 1);
        emit(2);
        executor.runUntilIdle();
        assertThat(Buses.shown(reported))
                .containsExactly("h FAILED NullPointerException", "h FAILED NullPointerException");
        assertThat(reported.get(0).cause())
                .hasMessage("stage must not be null: topic=\"x\", id=" + event.id()
                        + "; return a completed one where there is nothing to wait for");
        assertThat(counts()).isEqualTo(new HandlerCounts(2, 0, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void aFunctionThatThrowsIsAFailureAndTheNextEventIsBegun() {
        bus.registerHandler(
                "h",
                ALL,
                manual,
                Handler.completing(
                        event -> {
                            if (event.data().equals(1)) {
                                throw new IllegalStateException("no connection");
                            }
                            return begin(event);
                        },
                        1));
        emit(1, 2);
        executor.runUntilIdle();
        assertThat(Buses.shown(reported)).containsExactly("h FAILED IllegalStateException");
        assertThat(begun).containsOnlyKeys(2);
    }

    /** Its {@code whenComplete} throws. */
    @Test
    void aStageThatCannotBeWaitedForIsAFailure() {
        CompletionStage<Void> broken = new CompletableFuture<>() {

            @Override
            public CompletableFuture<Void> whenComplete(BiConsumer<? super Void, ? super Throwable> action) {
                throw new UnsupportedOperationException("not this one");
            }
        };
        bus.registerHandler("h", ALL, manual, Handler.completing(event -> broken, 1));
        emit(1, 2);
        executor.runUntilIdle();
        assertThat(counts()).isEqualTo(new HandlerCounts(2, 0, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void closeWaitsForStages() {
        register(Delivery.async(), 2);
        emit(1);
        while (begun.isEmpty()) {
            Thread.onSpinWait();
        }
        Thread completing = new Thread(() -> complete(1));
        completing.start();
        assertThat(bus.close(LONG)).isEqualTo(new CloseReport(Map.of(), 0));
        assertThat(reported).isEmpty();
    }

    @Test
    void aStageThatDoesNotCompleteBeforeCloseIsUndeliveredAndWhatBecomesOfItIsPassedOver() {
        Registration registration = register(manual, 2);
        CompletableFuture<Event<Object>> tracked = bus.emitTracked("x", 1);
        emit(2, 3);
        executor.runUntilIdle();
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of("h", 3L), 0));
        assertThat(reported).<Object>extracting(it -> it.event().data()).containsExactly(1, 2, 3);
        assertThat(reported).extracting(HandlerFailure::reason).containsOnly(Reason.UNDELIVERED);
        assertThat(reported.get(0).cause())
                .isInstanceOf(BusClosedException.class)
                .hasMessage("stage of an event must complete before the bus is closed: key=\"h\";"
                        + " give Bus.close more time, or what the stage waits for a limit");
        assertThat(tracked).failsWithin(LONG);
        assertThat(registration.drained()).succeedsWithin(LONG);
        HandlerCounts counts = new HandlerCounts(3, 0, 0, 0, 0, 3, 0, 0);
        assertThat(counts()).isEqualTo(counts);
        complete(1);
        begun.get(2).completeExceptionally(new IOException("late"));
        executor.runUntilIdle();
        assertThat(counts()).isEqualTo(counts);
        assertThat(reported).hasSize(3);
        assertThat(begun).containsOnlyKeys(1, 2);
    }

    @Test
    void aStageThatIsReturnedAfterTheEndOfCloseIsUndelivered() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        Registration registration = bus.registerHandler(
                "h",
                ALL,
                Delivery.async(),
                Handler.completing(
                        event -> {
                            inside.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                // the bus is closed
                            }
                            return begin(event);
                        },
                        1));
        emit(1);
        inside.await();
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of(), 1));
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(counts()).isEqualTo(new HandlerCounts(1, 0, 0, 0, 0, 1, 0, 0));
        assertThat(Buses.shown(reported)).containsExactly("h UNDELIVERED BusClosedException");
        assertThat(registration.drained()).succeedsWithin(LONG);
    }

    @Test
    void aHandlerThatWasRemovedIsDrainedWhenItsLastStageIsComplete() {
        Registration registration = register(manual, 2);
        emit(1);
        executor.runUntilIdle();
        registration.close();
        assertThat(registration.drained()).isNotDone();
        complete(1);
        assertThat(registration.drained()).succeedsWithin(LONG);
    }

    @Test
    void oneThatReplacesItBeginsAfterItsLastStage() {
        register(manual, 2);
        emit(1);
        executor.runUntilIdle();
        List<Object> handled = new ArrayList<>();
        bus.registerHandler("h", ALL, manual, event -> handled.add(event.data()));
        emit(2);
        executor.runUntilIdle();
        assertThat(handled).isEmpty();
        complete(1);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(2);
    }

    /** One of its lanes has no task, as it waits for its turn. */
    @Test
    void oneThatReplacesItBeginsAfterTheLanesThatWaitForTheirTurn() {
        Registration registration = bus.registerHandler(
                "h", ALL, manual.keyed(event -> (int) event.data(), 2), Handler.completing(this::begin, 1));
        emit(0, 1);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(0);
        List<Object> handled = new ArrayList<>();
        bus.registerHandler("h", ALL, manual, event -> handled.add(event.data()));
        emit(2);
        executor.runUntilIdle();
        complete(0);
        executor.runUntilIdle();
        assertThat(registration.drained()).isNotDone();
        assertThat(begun).containsOnlyKeys(0, 1);
        assertThat(handled).isEmpty();
        complete(1);
        executor.runUntilIdle();
        assertThat(registration.drained()).succeedsWithin(LONG);
        assertThat(handled).containsExactly(2);
    }

    @Test
    void eventsThatWaitForAStageFillTheMailbox() {
        register(manual.capacity(1).overflow(Overflow.dropNewest()), 1);
        emit(1);
        executor.runUntilIdle();
        emit(2, 3);
        assertThat(Buses.shown(reported)).containsExactly("h DROPPED MailboxFullException");
        complete(1);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(1, 2);
    }

    @Test
    void unorderedItIsCalledByNoMoreTasksThanItSays() {
        register(manual.unordered(2), 3);
        emit(1, 2, 3, 4);
        assertThat(executor.waiting()).isEqualTo(2);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 2, 3);
    }

    @Test
    void unorderedItIsCalledOnSeveralThreadsAtATime() throws Exception {
        CyclicBarrier two = new CyclicBarrier(2);
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async().unordered(2),
                Handler.completing(
                        event -> {
                            try {
                                two.await(50, TimeUnit.SECONDS);
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                            return begin(event);
                        },
                        3));
        emit(1, 2, 3, 4);
        while (begun.size() < 2) {
            Thread.onSpinWait();
        }
        List.copyOf(begun.values()).forEach(stage -> stage.complete(null));
        while (begun.size() < 4) {
            Thread.onSpinWait();
        }
        begun.values().forEach(stage -> stage.complete(null));
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(counts().delivered()).isEqualTo(4);
    }

    @Test
    void keyedEachLaneWaitsForTheStageBeforeAndAllLanesAreCountedTogether() {
        bus.registerHandler(
                "h", ALL, manual.keyed(event -> (int) event.data() / 10, 3), Handler.completing(this::begin, 2));
        emit(1, 2, 11, 12, 21, 22);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 11);
        complete(11);
        executor.runUntilIdle();
        assertThat(begun.keySet()).as("lanes that wait take turns").containsExactly(1, 11, 21);
        complete(21);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 11, 21, 12);
        complete(12);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 11, 21, 12, 22);
        complete(1);
        executor.runUntilIdle();
        assertThat(begun.keySet()).containsExactly(1, 11, 21, 12, 22, 2);
        complete(2);
        complete(22);
        assertThat(counts()).isEqualTo(new HandlerCounts(6, 6, 0, 0, 0, 0, 0, 0));
        emit(31, 32);
        emit(41);
        executor.runUntilIdle();
        assertThat(begun.keySet()).as("no permit was lost").endsWith(31, 41);
    }

    /** A lane that was given its turn when what it waited with had been refused does not keep the turn. */
    @Test
    void aTurnThatNothingUsesGoesToTheNextLane() {
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async()
                        .executor(task -> {
                            if (refusing) {
                                throw new RejectedExecutionException("shut down");
                            }
                            executor.execute(task);
                        })
                        .keyed(event -> (int) event.data() / 10, 3),
                Handler.completing(this::begin, 1));
        emit(1, 11, 21);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(1);
        refusing = true;
        complete(1); // gives the turn to lanes which no executor runs
        assertThat(reported).<Object>extracting(it -> it.event().data()).containsExactly(11, 21);
        refusing = false;
        emit(22);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(1, 22);
    }

    private boolean refusing;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void underLoadNoMoreAreUnderWayAndEveryOneIsDone(int maxInFlight) throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService client = Executors.newFixedThreadPool(2);
        try {
            for (Delivery<Object> how : List.of(
                    Delivery.async(),
                    Delivery.async().unordered(2),
                    Delivery.async().keyed(event -> (int) event.data() % 100, 8))) {
                bus.registerHandler(
                        "h",
                        ALL,
                        how,
                        Handler.completing(
                                event -> {
                                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                                    return CompletableFuture.runAsync(underWay::decrementAndGet, client);
                                },
                                maxInFlight));
                IntStream.range(0, 20_000).forEach(this::emit);
                assertThat(bus.awaitIdle(LONG)).isTrue();
                assertThat(counts()).isEqualTo(new HandlerCounts(20_000, 20_000, 0, 0, 0, 0, 0, 0));
            }
        } finally {
            client.shutdownNow();
        }
        assertThat(most.get()).isBetween(1, maxInFlight);
        assertThat(reported).isEmpty();
    }

    @Test
    void oneWithoutAMailboxIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> register(Delivery.sync(), 1))
                .withMessage("handler that is done later must have a mailbox: key=\"h\", delivery=Delivery[sync];"
                        + " register it with Delivery.async()");
        assertThat(bus.handlerKeys()).isEmpty();
    }

    @Test
    void whoIsToldOfAStageThatFailedMayEmitWhileTheBusIsEmptied() throws Exception {
        List<Object> dead = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Bus> emptied = new AtomicReference<>();
        Bus own = Buses.builder()
                .errorHandler(
                        failure -> emptied.get().emit("dead", failure.event().data()))
                .build();
        emptied.set(own);
        own.registerTopics("x", "dead");
        own.registerHandler("h", TopicMatcher.exact("x"), manual, Handler.completing(this::begin, 1));
        own.registerHandler("dead", TopicMatcher.exact("dead"), event -> dead.add(event.data()));
        own.emit("x", 1);
        executor.runUntilIdle();
        CompletableFuture<CloseReport> closed = CompletableFuture.supplyAsync(() -> own.close(LONG));
        while (!own.isClosed()) {
            Thread.onSpinWait();
        }
        begun.get(1).completeExceptionally(new IOException("broken"));
        assertThat(closed.join().isComplete()).isTrue();
        assertThat(dead).containsExactly(1);
    }

    @Test
    void whoIsToldOfAStageThatFailedMayCloseTheBus() {
        AtomicReference<Bus> closing = new AtomicReference<>();
        Bus own = Buses.builder()
                .errorHandler(failure -> closing.get().close(Duration.ofDays(1)))
                .build();
        closing.set(own);
        own.registerTopics("x");
        own.registerHandler("h", ALL, manual, Handler.completing(this::begin, 1));
        own.emit("x", 1);
        executor.runUntilIdle();
        assertThat(CompletableFuture.runAsync(() -> begun.get(1).completeExceptionally(new IOException("broken"))))
                .as("it does not wait for itself")
                .succeedsWithin(LONG);
        assertThat(own.close(LONG).isComplete()).isTrue();
    }

    /** On a small stack. */
    @Test
    void lanesThatAnExecutorRunsAtOnceDoNotStandOnTheStackOfEachOther() throws Exception {
        CompletableFuture<Void> first = new CompletableFuture<>();
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async().executor(Runnable::run).keyed(Event::data, 1_024),
                Handler.completing(
                        event -> event.data().equals(0) ? first : CompletableFuture.completedFuture(null), 1));
        IntStream.range(0, 1_024).forEach(this::emit);
        Thread completing = new Thread(null, () -> first.complete(null), "small", 256 << 10);
        completing.start();
        completing.join();
        assertThat(counts()).isEqualTo(new HandlerCounts(1_024, 1_024, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void oneOfAnotherMakeThatTakesNoEventIsRefused() {
        CompletingHandler<Object> none = new CompletingHandler<>() {
            @Override
            public CompletionStage<?> begin(Event<Object> event) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public int maxInFlight() {
                return 0;
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.registerHandler("h", ALL, manual, none))
                .withMessage("handler that is done later must take an event at a time: key=\"h\", maxInFlight=0;"
                        + " return 1 or more, or use Handler.completing");
        assertThat(bus.handlerKeys()).isEmpty();
    }

    /** As where the system has no more threads. */
    @Test
    void theNextIsBegunAlsoIfThereIsNoThreadForTheFutureOfATrackedEmit() {
        Subscriber subscriber = (Subscriber) register(manual.keyed(Event::data, 2), 1);
        Tracker<Object> tracker = new Tracker<>(task -> {
            throw new OutOfMemoryError("no more threads");
        });
        subscriber.intake.offer(
                Parcel.entry(new EmittedEvent.WithId<>("x", 1, EmitOptions.none(), 0, "id"), tracker, null, null));
        tracker.emitted();
        emit(2, 3);
        executor.runUntilIdle();
        complete(1);
        executor.runUntilIdle();
        complete(2);
        executor.runUntilIdle();
        complete(3);
        executor.runUntilIdle();
        assertThat(counts()).isEqualTo(new HandlerCounts(3, 3, 0, 0, 0, 0, 0, 0));
    }
}
