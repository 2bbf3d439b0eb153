package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.EmitScheduler;
import bus.api.ScheduledEmit;
import bus.api.ScheduledSnapshot;
import bus.api.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Events are due and cancelled in the same order by two threads: the one behind finds what it comes to decided, is
 * faster for it, and so catches up, and they meet at event after event. Meanwhile others are scheduled, and the bus is
 * closed. The fates that an event meets with are added up, each a decimal place, so that none and two of them show.
 * They are told apart by their delays.
 */
class ScheduledEmitStressTest {

    private static final int ROUNDS = 150;
    private static final int EMITS = 1_000;
    private static final Topic<Integer> TOPIC = Topic.of("x", Integer.class);

    private static final int EMITTED = 1;
    private static final int CANCELLED = 10;
    private static final int TOLD_AT_CLOSE = 100;
    private static final int REFUSED_WHEN_SCHEDULED = 1_000;

    /** Nobody but its future tells. */
    private static final int REFUSED_WHEN_DUE = 0;

    private static final class Round {

        final Bus bus = Buses.builder().build();
        final ManualScheduler executor = new ManualScheduler();
        final EmitScheduler scheduler = bus.scheduler(executor);
        final AtomicReferenceArray<ScheduledEmit<Integer>> emits = new AtomicReferenceArray<>(2 * EMITS);
        final AtomicIntegerArray fates = new AtomicIntegerArray(2 * EMITS);
        final List<Runnable> tasks;
        volatile int progress;

        Round() {
            bus.registerTopics(TOPIC);
            bus.registerHandler("h", TOPIC, event -> fates.addAndGet(event.data(), EMITTED));
            schedule(0, EMITS);
            tasks = executor.tasks();
        }

        void schedule(int from, int to) {
            for (int i = from; i < to; i++) {
                try {
                    emits.set(i, scheduler.emitLater(Duration.ofNanos(i), TOPIC, i));
                } catch (BusClosedException e) {
                    fates.addAndGet(i, REFUSED_WHEN_SCHEDULED);
                }
            }
        }

        void scheduleMore() {
            schedule(EMITS, 2 * EMITS);
        }

        void runWhatIsDue() {
            tasks.forEach(Runnable::run);
        }

        void cancel() {
            for (int i = 0; i < EMITS; i++) {
                if (emits.get(i).cancel()) {
                    fates.addAndGet(i, CANCELLED);
                }
                progress = i;
            }
        }

        /** Sooner or later. */
        void close(int after) {
            while (progress < after) {
                Thread.yield();
            }
            for (ScheduledSnapshot told : bus.close(Duration.ofSeconds(50)).scheduled()) {
                fates.addAndGet((int) Duration.between(Buses.NOW, told.dueAt()).toNanos(), TOLD_AT_CLOSE);
            }
        }

        /** What the handle tells must be what became of it. */
        void check() throws Exception {
            for (int i = 0; i < 2 * EMITS; i++) {
                ScheduledEmit<Integer> emit = emits.get(i);
                int fate = fates.get(i);
                if (emit == null) {
                    assertThat(fate).isEqualTo(REFUSED_WHEN_SCHEDULED);
                    continue;
                }
                Throwable thrown =
                        emit.emitted().handle((event, failure) -> failure).get(50, TimeUnit.SECONDS);
                if (thrown == null) {
                    assertThat(fate).isEqualTo(EMITTED);
                } else if (thrown instanceof CancellationException) {
                    assertThat(fate).isEqualTo(CANCELLED);
                } else {
                    assertThat(thrown).isInstanceOf(BusClosedException.class);
                    assertThat(fate).isIn(TOLD_AT_CLOSE, REFUSED_WHEN_DUE);
                }
            }
            assertThat(bus.snapshot().scheduled()).isEmpty();
        }
    }

    @Test
    @Timeout(300)
    void everyOneMeetsWithExactlyOneFate() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                int after = i * EMITS / ROUNDS;
                Round round = new Round();
                CyclicBarrier together = new CyclicBarrier(4);
                List<Runnable> actors =
                        List.of(round::runWhatIsDue, round::cancel, () -> round.close(after), round::scheduleMore);
                List<Future<?>> running = new ArrayList<>();
                for (Runnable actor : actors) {
                    running.add(threads.submit(() -> {
                        together.await();
                        actor.run();
                        return null;
                    }));
                }
                for (Future<?> actor : running) {
                    actor.get();
                }
                round.check();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
