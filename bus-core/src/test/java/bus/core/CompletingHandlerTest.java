package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.Overflow;
import bus.api.spi.CompletingHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that are done with an event when a stage completes. */
class CompletingHandlerTest extends CompletingHandlerTesting {

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

    @Test
    void unorderedNoTaskIsStartedForWhichThereIsNoEventToBegin() {
        register(manual.unordered(2), 3);
        emit(1, 2);
        executor.runUntilIdle();
        emit(3, 4);
        assertThat(executor.waiting()).as("two are under way").isEqualTo(1);
    }
}
