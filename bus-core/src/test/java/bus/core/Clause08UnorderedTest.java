package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.MailboxFullException;
import bus.api.Overflow;
import bus.api.Registration;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Clause08UnorderedTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");
    private static final Duration LONG = Duration.ofSeconds(50);

    private final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final Delivery<Object> manual = Delivery.async().executor(executor);
    private final List<Object> handled = new ArrayList<>();

    Clause08UnorderedTest() {
        bus.registerTopics("x");
    }

    private HandlerCounts counts() {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }

    private void emit(int count) {
        IntStream.range(0, count).forEach(i -> bus.emit("x", i));
    }

    /** Nobody comes through the barrier unless three are inside at the same time. */
    @Test
    void asManyEventsAreHandledAtATimeAsItSays() throws Exception {
        CyclicBarrier three = new CyclicBarrier(3);
        bus.registerHandler("h", ALL, Delivery.async().unordered(3), event -> three.await(50, TimeUnit.SECONDS));
        emit(9);
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(counts().delivered()).isEqualTo(9);
    }

    @Test
    void thereAreNeverMoreAndEachEventIsHandledOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        LongAdder sum = new LongAdder();
        bus.registerHandler("h", ALL, Delivery.async().capacity(50).unordered(3), event -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            sum.add((int) event.data());
            Thread.yield();
            inside.decrementAndGet();
        });
        emit(50_000);
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(sum.sum())
                .isEqualTo(IntStream.range(0, 50_000).asLongStream().sum());
        assertThat(counts()).isEqualTo(new HandlerCounts(50_000, 50_000, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void thereAreAsManyTasksAsEventsThatCanBeBegunAndNoMore() {
        bus.registerHandler("h", ALL, manual.unordered(3), event -> handled.add(event.data()));
        emit(2);
        assertThat(executor.waiting()).isEqualTo(2);
        emit(5);
        assertThat(executor.waiting()).isEqualTo(3);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(0, 1, 0, 1, 2, 3, 4);
        assertThat(executor.waiting()).isZero();
        emit(1);
        assertThat(executor.waiting()).isEqualTo(1);
    }

    @Test
    void aTaskLetsOthersRunAfterABatch() {
        bus.registerHandler("h", ALL, manual.unordered(1), event -> handled.add(event.data()));
        emit(200);
        executor.step();
        assertThat(handled).hasSize(64);
        assertThat(executor.waiting()).isEqualTo(1);
        executor.runUntilIdle();
        assertThat(handled).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    @Test
    void aSlowEventHoldsUpNoOther() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(500);
        bus.registerHandler("h", ALL, Delivery.async().unordered(2), event -> {
            if (event.data().equals(0)) {
                slow.await();
            } else {
                others.countDown();
            }
        });
        emit(501);
        assertThat(others.await(50, TimeUnit.SECONDS)).isTrue();
        slow.countDown();
        assertThat(bus.awaitIdle(LONG)).isTrue();
    }

    @Test
    void failuresAreReportedAndCounted() throws Exception {
        bus.registerHandler("h", ALL, Delivery.async().unordered(3), event -> {
            if ((int) event.data() % 10 == 0) {
                throw new IllegalStateException("tenth");
            }
        });
        emit(1_000);
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(counts()).isEqualTo(new HandlerCounts(1_000, 900, 100, 0, 0, 0, 0, 0));
        assertThat(reported).hasSize(100);
    }

    @Test
    void policiesHoldForItsOneMailbox() {
        bus.registerHandler(
                "h",
                ALL,
                manual.capacity(2).overflow(Overflow.dropOldest()).unordered(4),
                event -> handled.add(event.data()));
        emit(4);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(2, 3);
        assertThat(counts()).isEqualTo(new HandlerCounts(4, 2, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void anEmitWaitsForRoomUntilAnEventIsBegun() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        bus.registerHandler("h", ALL, Delivery.async().capacity(1).unordered(2), event -> {
            begun.countDown();
            go.await();
        });
        bus.emit("x", 0);
        bus.emit("x", 1);
        begun.await();
        bus.emit("x", 2);
        Thread emitting = new Thread(() -> bus.emit("x", 3));
        emitting.start();
        while (emitting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        emitting.join();
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(counts().delivered()).isEqualTo(4);
    }

    @Test
    void aHandlerThatWouldWaitForItsOwnMailboxFailsAtOnce() throws Exception {
        bus.registerHandler("h", ALL, Delivery.async().capacity(1).unordered(2), event -> {
            if (event.data().equals("first")) {
                for (int i = 0; i < 10; i++) {
                    bus.emit("x", i);
                }
            } else {
                new CountDownLatch(1).await(); // until the bus is closed
            }
        });
        bus.emit("x", "first");
        while (reported.isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(reported.get(0).cause())
                .isInstanceOf(MailboxFullException.class)
                .hasMessageContaining("the circle h > h");
        bus.close(Duration.ZERO);
    }

    /**
     * The task that the executor put into the first one does not make the thread a stranger to the mailbox when it
     * ends.
     */
    @Test
    void itFailsAtOnceAlsoAfterATaskInsideItsTaskHasEnded() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread other = new Thread(() -> bus.emit("x", "blocks"));
        bus.registerHandler(
                "h", ALL, Delivery.async().executor(Runnable::run).capacity(1).unordered(2), event -> {
                    if (event.data().equals("blocks")) {
                        inside.countDown();
                        go.await();
                    } else if (event.data().equals("outer")) {
                        bus.emit("x", "inner");
                        other.start();
                        inside.await();
                        bus.emit("x", "waits");
                        bus.emit("x", "finds no room");
                    }
                });
        bus.emit("x", "outer");
        go.countDown();
        other.join();
        assertThat(reported)
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).hasMessageContaining("the circle h > h"));
        assertThat(counts()).isEqualTo(new HandlerCounts(5, 4, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void atTheEndOfClosingEveryTaskIsInterruptedAndCounted() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        Set<Thread> interrupted = ConcurrentHashMap.newKeySet();
        bus.registerHandler("h", ALL, Delivery.async().unordered(2), event -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.add(Thread.currentThread());
            }
        });
        emit(3);
        begun.await();
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of("h", 1L), 2));
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(interrupted).hasSize(2);
        assertThat(counts()).isEqualTo(new HandlerCounts(3, 2, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void itIsDrainedWhenTheLastTaskHasEnded() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        Registration registration =
                bus.registerHandler("h", ALL, Delivery.async().unordered(2), event -> {
                    begun.countDown();
                    go.await();
                });
        emit(2);
        begun.await();
        registration.close();
        assertThat(registration.drained()).isNotDone();
        go.countDown();
        assertThat(registration.drained()).succeedsWithin(LONG);
    }

    @Test
    void oneThatReplacesAnotherBeginsWithAsManyTasksAsItMay() {
        bus.registerHandler("h", ALL, manual, event -> handled.add("old" + event.data()));
        bus.emit("x", 1);
        bus.registerHandler("h", ALL, manual.unordered(3), event -> handled.add("new" + event.data()));
        emit(5);
        assertThat(executor.waiting()).isEqualTo(1);
        executor.step();
        assertThat(handled).containsExactly("old1");
        assertThat(executor.waiting()).isEqualTo(3);
        executor.runUntilIdle();
        assertThat(handled).hasSize(6);
    }

    @Test
    void oneThatReplacesItBeginsWhenItsTasksHaveEnded() {
        Registration registration =
                bus.registerHandler("h", ALL, manual.unordered(2), event -> handled.add("old" + event.data()));
        emit(2);
        bus.registerHandler("h", ALL, Delivery.async().executor(Runnable::run), event -> handled.add("new"));
        bus.emit("x", 3);
        assertThat(registration.drained()).isNotDone();
        executor.step();
        assertThat(handled).as("the other task has not ended").containsExactly("old0", "old1");
        executor.step();
        assertThat(handled).containsExactly("old0", "old1", "new");
        assertThat(registration.drained()).succeedsWithin(LONG);
    }

    @Test
    void oneThatIsReplacedBeforeItBeganLetsTheNextWaitForTheFirst() {
        bus.registerHandler("h", ALL, manual, event -> handled.add("first"));
        bus.emit("x", 1);
        bus.registerHandler("h", ALL, manual.unordered(2), event -> handled.add("never"));
        bus.registerHandler("h", ALL, Delivery.async().executor(Runnable::run), event -> handled.add("last"));
        bus.emit("x", 2);
        assertThat(handled).isEmpty();
        executor.runUntilIdle();
        assertThat(handled).containsExactly("first", "last");
    }

    @Test
    void anExecutorThatRefusesATaskLosesNothingWhileAnotherTaskIsThere() {
        AtomicInteger given = new AtomicInteger();
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async()
                        .executor(task -> {
                            if (given.incrementAndGet() > 1) {
                                throw new RejectedExecutionException("one is enough");
                            }
                            executor.execute(task);
                        })
                        .unordered(2),
                event -> handled.add(event.data()));
        emit(3);
        assertThat(reported).isEmpty();
        executor.runUntilIdle();
        assertThat(handled).containsExactly(0, 1, 2);
        emit(1);
        assertThat(Buses.shown(reported)).containsExactly("h REJECTED RejectedExecutionException");
        assertThat(counts()).isEqualTo(new HandlerCounts(4, 3, 0, 0, 1, 0, 0, 0));
        assertThat(bus.snapshot().handler("h").orElseThrow().counts().pending()).isZero();
    }

    @Test
    void anExecutorGetsTheInterruptOfItsThreadBackAfterTheBatch() {
        List<Boolean> flags = new ArrayList<>();
        bus.registerHandler("h", ALL, manual.unordered(2), event -> {
            flags.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        emit(2);
        executor.step();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(flags).containsExactly(false, false);
    }

    @Test
    void anExecutorThatThrowsAfterItHasRunATaskDoesNoHarm() {
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async()
                        .executor(task -> {
                            task.run();
                            throw new RejectedExecutionException("too late");
                        })
                        .unordered(2),
                event -> {});
        for (int i = 0; i < 3; i++) {
            bus.emit("x", i);
        }
        assertThat(bus.snapshot().handler("h").orElseThrow().counts())
                .isEqualTo(new HandlerCounts(3, 3, 0, 0, 0, 0, 0, 0));
        assertThat(reported).isEmpty();
    }

    @Test
    void anExecutorGetsNoInterruptThatNoHandlerHasSet() {
        List<Boolean> flags = new ArrayList<>();
        bus.registerHandler("h", ALL, manual.unordered(2), event -> flags.add(Thread.interrupted()));
        emit(2);
        executor.runUntilIdle();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(flags).containsExactly(false, false);
    }

    /** In both cases it is counted out twice, and no more tasks are started for that. */
    @Test
    void tasksOfAnExecutorThatThrowsAndRunsThemAreCountedOnce() {
        List<Runnable> kept = new ArrayList<>();
        AtomicInteger given = new AtomicInteger();
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async()
                        .executor(task -> {
                            switch (given.incrementAndGet()) {
                                case 1 -> {
                                    kept.add(task);
                                    throw new RejectedExecutionException("and runs it later");
                                }
                                case 2 -> {
                                    task.run();
                                    throw new RejectedExecutionException("and has run it");
                                }
                                default -> executor.execute(task);
                            }
                        })
                        .unordered(2),
                event -> handled.add(event.data()));
        emit(1);
        kept.get(0).run();
        emit(1);
        emit(5);
        assertThat(executor.waiting()).isEqualTo(2);
        executor.runUntilIdle();
        assertThat(counts()).isEqualTo(new HandlerCounts(7, 6, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void theThreadOfATaskThatHasEndedIsAStrangerToTheMailbox() {
        bus.registerHandler(
                "h",
                ALL,
                manual.capacity(1)
                        .overflow(Overflow.block(Duration.ofMillis(1)))
                        .unordered(2),
                event -> {});
        emit(1);
        executor.runUntilIdle();
        emit(2);
        assertThat(reported)
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).hasMessageContaining("there was no room within PT0.001S"));
    }
}
