package bus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Two threads emit as fast as they can, for {@code -Dsoak.seconds=…}, to handlers of all kinds that fail, are slow,
 * emit themselves, are done later, lose events by every policy and are registered anew all the time, and to a reactive
 * consumer. A third one schedules events, which are carried over to another bus. In the end every event of every
 * handler is accounted for, by the counts of the bus and by those of the handlers and of the error handler; order,
 * bounds and contexts were kept; and memory has not grown. What came out is written to {@code target/soak.txt}.
 */
class SoakTest {

    private static final int SECONDS = Integer.getInteger("soak.seconds", 5);
    private static final long MEGABYTE = 1 << 20;
    private static final Topic<Tick> NUMBERS = Topic.of("numbers", Tick.class);
    private static final Topic<Tick> SEVENTHS = Topic.of("sevenths", Tick.class);

    private final SoakCounts counts = new SoakCounts();
    private final Bus bus = Bus.builder()
            .idGenerator(() -> "id")
            .failurePolicy(FailurePolicy.REPORT)
            .errorHandler(counts::lose)
            .contextCarrier(SoakContext.CARRIER)
            .statistics(true)
            .build();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong sevenths = new AtomicLong();
    private long later;
    private volatile boolean ended;

    private void register(String key, TopicMatcher<Tick> on, Delivery<Object> how, Handler<Tick> handler) {
        bus.registerHandler(key, on, how, counts.counting(key, SoakContext.checking(counts, handler)));
    }

    private static void failOften(Event<Tick> event) {
        if (event.data().ending(1_000) == 0) {
            throw new IllegalStateException("one of a thousand");
        }
    }

    private static void beSlow(Event<Tick> event) {
        LockSupport.parkNanos(20_000);
    }

    private void registerAll(Executor shared) {
        Delivery<Object> async = Delivery.async();
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
        Executor refusing = task -> {
            if (ThreadLocalRandom.current().nextInt(10) == 0) {
                throw new RejectedExecutionException("one of ten");
            }
            shared.execute(task);
        };
        register("refused", NUMBERS, async.executor(refusing), event -> {});
        register("refused unordered", NUMBERS, async.executor(refusing).unordered(3), event -> {});
        register("emits", NUMBERS, async, event -> {
            if (event.data().number() % 7 == 0) {
                bus.emit(SEVENTHS, event.data());
                sevenths.incrementAndGet();
            }
        });
        register("nested", SEVENTHS, async, event -> {});
        register("replaced", NUMBERS, async, event -> {});
    }

    /**
     * Registers anew under a key in use, and under one that comes and goes, with one kind of delivery after the other.
     */
    private void registerAnew(SoakHandlers handlers) {
        for (long i = 0; !ended; i++) {
            handlers.replace("replaced", i);
            if (i % 8 == 0) {
                register("passing", NUMBERS, Delivery.sync(), event -> {});
            } else {
                handlers.replace("passing", i);
            }
            bus.deregisterHandler("passing");
            bus.snapshot();
            LockSupport.parkNanos(100_000);
        }
    }

    private void emit(int emitter) {
        while (!ended) {
            long number = numbers.incrementAndGet();
            SoakContext.set(number);
            bus.emit(NUMBERS, new Tick(emitter, number));
        }
    }

    private static long memory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void everyEventIsAccountedForAndMemoryStaysFlat() throws Exception {
        ExecutorService shared = Executors.newSingleThreadExecutor();
        ExecutorService clients = Executors.newSingleThreadExecutor();
        ExecutorService threads = Executors.newCachedThreadPool();
        long early;
        long late;
        try (SoakSchedule schedule = new SoakSchedule(bus, counts)) {
            Executor checked = SoakContext.without(counts, shared);
            SoakHandlers handlers =
                    new SoakHandlers(bus, NUMBERS, counts, checked, SoakContext.without(counts, clients));
            SoakConsumer consumer = new SoakConsumer("published/1", clients, counts);
            bus.registerTopics(NUMBERS, SEVENTHS);
            registerAll(checked);
            handlers.registerAll();
            bus.publisher("published", NUMBERS).subscribe(consumer);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < Tick.EMITTERS; i++) {
                int emitter = i;
                running.add(threads.submit(() -> emit(emitter)));
            }
            running.add(threads.submit(() -> registerAnew(handlers)));
            running.add(threads.submit(() -> schedule.run(() -> ended)));
            long start = System.nanoTime();
            early = awaitMemory(start, Duration.ofSeconds(SECONDS).toNanos() / 5);
            late = awaitMemory(start, Duration.ofSeconds(SECONDS).toNanos());
            ended = true;
            for (Future<?> one : running) {
                one.get();
            }
            schedule.await();
            assertThat(bus.awaitIdle(Duration.ofSeconds(60))).isTrue();
            later = schedule.emitted();
            assertThat(schedule.archived()).isPositive().isEqualTo(later);
            assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of(), 0));
            assertThat(consumer.ended.get(60, TimeUnit.SECONDS)).isNull();
        } finally {
            ended = true;
            threads.shutdownNow();
            shared.shutdownNow();
            clients.shutdownNow();
        }
        bus.snapshot().handlers().forEach(this::account);
        counts.assertNothingWasWrong();
        String result = numbers + " events in " + SECONDS + " s, memory " + early / MEGABYTE + " MB early, "
                + late / MEGABYTE + " MB late, lost " + counts.lost() + ", handlers "
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

    private void account(HandlerSnapshot handler) {
        if (handler.key().equals("replaced")) {
            SoakCounts.assertAddUp(handler);
            // Each event went to one of all the handlers that had the key.
            assertThat(counts.fates("replaced")).isEqualTo(numbers.get());
        } else {
            long offered = switch (handler.key()) {
                case "nested" -> sevenths.get();
                case "bridge" -> later;
                default -> numbers.get();
            };
            counts.account(handler, offered);
        }
    }
}
