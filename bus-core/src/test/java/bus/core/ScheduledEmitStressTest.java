package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.CloseReport;
import bus.api.EmitScheduler;
import bus.api.ScheduledEmit;
import bus.api.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Events are scheduled, due and cancelled while the bus is closed, each by a thread of its own. The fates that an event meets with
 * are added up, each a decimal place, so that none and two of them show. They are told apart by their delays.
 */
class ScheduledEmitStressTest {

    private static final int ROUNDS = 3_000;
    private static final int EMITS = 32;
    private static final Topic<Integer> TOPIC = Topic.of("x", Integer.class);

    private static final int EMITTED = 1;
    private static final int CANCELLED = 10;
    private static final int TOLD_AT_CLOSE = 100;
    private static final int REFUSED_WHEN_SCHEDULED = 1_000;
    private static final int REFUSED_WHEN_DUE = 10_000;

    private static final class Round {

        final Bus bus = Buses.builder().build();
        final ManualScheduler executor = new ManualScheduler();
        final EmitScheduler scheduler = bus.scheduler(executor);
        final AtomicReferenceArray<ScheduledEmit<Integer>> emits = new AtomicReferenceArray<>(EMITS);
        final AtomicIntegerArray fates = new AtomicIntegerArray(EMITS);
        final AtomicInteger progress = new AtomicInteger();

        Round() {
            bus.registerTopics(TOPIC);
            bus.registerHandler("h", TOPIC, event -> {
                fates.addAndGet(event.data(), EMITTED);
                progress.incrementAndGet();
            });
            schedule(0, EMITS / 2);
        }

        Void schedule(int from, int to) {
            for (int i = from; i < to; i++) {
                try {
                    emits.set(i, scheduler.emitLater(Duration.ofNanos(i), TOPIC, i));
                } catch (BusClosedException e) {
                    fates.addAndGet(i, REFUSED_WHEN_SCHEDULED);
                }
            }
            return null;
        }

        Void runWhatIsDue() {
            while (!bus.isClosed()) {
                executor.advance(Duration.ofNanos(1));
                Thread.yield();
            }
            return null;
        }

        /** From the back, so as to meet the executor in the middle. */
        Void cancel() {
            for (int i = EMITS - 1; i >= 0; i--) {
                ScheduledEmit<Integer> emit = emits.get(i);
                if (emit != null && emit.cancel()) {
                    fates.addAndGet(i, CANCELLED);
                }
                progress.incrementAndGet();
                Thread.yield();
            }
            return null;
        }

        /** Sooner or later. */
        Void close(int after) {
            while (progress.get() < after) {
                Thread.yield();
            }
            CloseReport report = bus.close(Duration.ofSeconds(50));
            report.scheduled()
                    .forEach(it -> fates.addAndGet(
                            (int) Duration.between(Buses.NOW, it.dueAt()).toNanos(), TOLD_AT_CLOSE));
            return null;
        }

        /** What the handle tells must be what became of it. */
        void check() throws Exception {
            for (int i = 0; i < EMITS; i++) {
                ScheduledEmit<Integer> emit = emits.get(i);
                if (emit == null) {
                    assertThat(fates.get(i)).isEqualTo(REFUSED_WHEN_SCHEDULED);
                    continue;
                }
                CompletableFuture<?> emitted = emit.emitted();
                Throwable thrown = emitted.handle((event, failure) -> failure).get(50, TimeUnit.SECONDS);
                if (thrown instanceof BusClosedException && fates.get(i) == 0) {
                    fates.addAndGet(i, REFUSED_WHEN_DUE);
                }
                int told =
                        thrown == null ? EMITTED : thrown instanceof CancellationException ? CANCELLED : TOLD_AT_CLOSE;
                assertThat(fates.get(i) == REFUSED_WHEN_DUE ? TOLD_AT_CLOSE : fates.get(i))
                        .as(emit + " told as " + thrown)
                        .isEqualTo(told);
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
                int after = i % EMITS;
                Round round = new Round();
                CyclicBarrier together = new CyclicBarrier(4);
                List<Callable<Void>> actors = List.of(
                        round::runWhatIsDue,
                        round::cancel,
                        () -> round.close(after),
                        () -> round.schedule(EMITS / 2, EMITS));
                List<Future<Void>> running = new ArrayList<>();
                for (Callable<Void> actor : actors) {
                    running.add(threads.submit(() -> {
                        together.await();
                        return actor.call();
                    }));
                }
                for (Future<Void> actor : running) {
                    actor.get();
                }
                round.check();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
