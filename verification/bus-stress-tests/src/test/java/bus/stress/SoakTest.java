package bus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.HandlerSnapshot;
import bus.api.Overflow;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Two threads emit as fast as they can, for {@code -Dsoak.seconds=…}, to handlers that fail, are slow, emit themselves, lose
 * events by every policy and are registered anew all the time. In the end every event of every handler is accounted for, by the
 * counts of the bus and by those of the handlers and of the error handler; and memory has not grown. What came out is written to
 * {@code target/soak.txt}.
 */
class SoakTest {

    private static final int SECONDS = Integer.getInteger("soak.seconds", 5);
    private static final long MEGABYTE = 1 << 20;
    private static final Topic<Long> NUMBERS = Topic.of("numbers", Long.class);
    private static final Topic<Long> SEVENTHS = Topic.of("sevenths", Long.class);

    private final Map<String, LongAdder> handled = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> lost = new ConcurrentHashMap<>();
    private final Bus bus = Bus.builder()
            .idGenerator(() -> "id")
            .failurePolicy(FailurePolicy.REPORT)
            .errorHandler(this::lose)
            .statistics(true)
            .build();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong sevenths = new AtomicLong();
    private volatile boolean ended;

    private void lose(HandlerFailure failure) {
        lost.computeIfAbsent(failure.key() + " " + failure.reason(), key -> new LongAdder())
                .increment();
    }

    private Handler<Long> counting(String key, Handler<Long> handler) {
        LongAdder count = handled.computeIfAbsent(key, it -> new LongAdder());
        return event -> {
            handler.handle(event);
            count.increment();
        };
    }

    private void register(String key, TopicMatcher<Long> on, Delivery<Object> how, Handler<Long> handler) {
        bus.registerHandler(key, on, how, counting(key, handler));
    }

    private static void failOften(Event<Long> event) {
        if (event.data() % 1_000 == 0) {
            throw new IllegalStateException("one of a thousand");
        }
    }

    private static void beSlow(Event<Long> event) {
        LockSupport.parkNanos(20_000);
    }

    private void registerAll(ExecutorService shared) {
        Delivery<Object> async = Delivery.async();
        bus.registerTopics(NUMBERS, SEVENTHS);
        register("plain", NUMBERS, Delivery.sync(), event -> {});
        register("failing", NUMBERS, Delivery.sync(), SoakTest::failOften);
        register("async", NUMBERS, async, event -> {});
        register("async failing", NUMBERS, async, SoakTest::failOften);
        register("drops oldest", NUMBERS, async.capacity(100).overflow(Overflow.dropOldest()), SoakTest::beSlow);
        register("drops newest", NUMBERS, async.capacity(100).overflow(Overflow.dropNewest()), SoakTest::beSlow);
        register("fails", NUMBERS, async.capacity(1).overflow(Overflow.fail()), event -> {});
        register("blocks", NUMBERS, async.capacity(200), event -> {});
        register("gives up", NUMBERS, async.capacity(3).overflow(Overflow.block(Duration.ofNanos(1_000))), event -> {});
        register("shares", NUMBERS, async.executor(shared), event -> {});
        register(
                "refused",
                NUMBERS,
                async.executor(task -> {
                    if (ThreadLocalRandom.current().nextInt(10) == 0) {
                        throw new RejectedExecutionException("one of ten");
                    }
                    shared.execute(task);
                }),
                event -> {});
        register("emits", NUMBERS, async, event -> {
            if (event.data() % 7 == 0) {
                bus.emit(SEVENTHS, event.data());
                sevenths.incrementAndGet();
            }
        });
        register("nested", SEVENTHS, async, event -> {});
        register("replaced", NUMBERS, async, event -> {});
    }

    /** Registers anew under a key in use, and under one that comes and goes; half of them with another delivery. */
    private void registerAnew() {
        for (long i = 0; !ended; i++) {
            register("replaced", NUMBERS, Delivery.async().capacity(10 + (int) (i % 100)), event -> {});
            register("passing", NUMBERS, i % 2 == 0 ? Delivery.sync() : Delivery.async(), event -> {});
            bus.deregisterHandler("passing");
            bus.snapshot();
            LockSupport.parkNanos(100_000);
        }
    }

    private void emit() {
        while (!ended) {
            bus.emit(NUMBERS, numbers.incrementAndGet());
        }
    }

    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void everyEventIsAccountedForAndMemoryStaysFlat() throws Exception {
        ExecutorService shared = Executors.newSingleThreadExecutor();
        ExecutorService threads = Executors.newCachedThreadPool();
        long early;
        long late;
        try {
            registerAll(shared);
            List<Future<?>> running = new ArrayList<>(List.of(
                    threads.submit(this::emit), threads.submit(this::emit), threads.submit(this::registerAnew)));
            long start = System.nanoTime();
            early = awaitMemory(start, Duration.ofSeconds(SECONDS).toNanos() / 5);
            late = awaitMemory(start, Duration.ofSeconds(SECONDS).toNanos());
            ended = true;
            for (Future<?> one : running) {
                one.get();
            }
            assertThat(bus.awaitIdle(Duration.ofSeconds(60))).isTrue();
            assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of(), 0));
        } finally {
            ended = true;
            threads.shutdownNow();
            shared.shutdownNow();
        }
        bus.snapshot().handlers().forEach(this::account);
        accountForTheOneThatWasReplaced();
        String result = numbers + " events in " + SECONDS + " s, memory " + early / MEGABYTE + " MB early, "
                + late / MEGABYTE + " MB late, lost " + lost + ", handlers "
                + bus.snapshot().handlers().stream()
                        .map(handler -> handler.key() + " " + handler.counts())
                        .toList();
        Files.writeString(Path.of("target", "soak.txt"), result);
        assertThat(late - early).as(result).isLessThan(16 * MEGABYTE);
    }

    /** Looks how much memory is in use once that much time has gone by. */
    private static long awaitMemory(long start, long nanos) {
        while (System.nanoTime() - start < nanos) {
            LockSupport.parkNanos(10_000_000);
        }
        return memory();
    }

    private long lost(String key, Reason reason) {
        LongAdder count = lost.get(key + " " + reason);
        return count == null ? 0 : count.sum();
    }

    private void account(HandlerSnapshot handler) {
        HandlerCounts counts = handler.counts();
        String key = handler.key();
        assertThat(counts.pending()).as(key).isZero();
        assertThat(counts.offered())
                .as(key)
                .isEqualTo(counts.delivered()
                        + counts.failed()
                        + counts.dropped()
                        + counts.rejected()
                        + counts.undelivered()
                        + counts.skipped()
                        + counts.pending());
        if (!key.equals("replaced")) {
            assertThat(counts.offered()).as(key).isEqualTo(key.equals("nested") ? sevenths.get() : numbers.get());
            assertThat(counts)
                    .as(key)
                    .isEqualTo(new HandlerCounts(
                            counts.offered(),
                            handled.get(key).sum(),
                            lost(key, Reason.FAILED),
                            lost(key, Reason.DROPPED),
                            lost(key, Reason.REJECTED),
                            lost(key, Reason.UNDELIVERED),
                            lost(key, Reason.SKIPPED),
                            0));
        }
    }

    /** Each event went to one of all the handlers that had the key. */
    private void accountForTheOneThatWasReplaced() {
        assertThat(handled.get("replaced").sum()
                        + lost("replaced", Reason.REJECTED)
                        + lost("replaced", Reason.UNDELIVERED))
                .isEqualTo(numbers.get());
    }
}
