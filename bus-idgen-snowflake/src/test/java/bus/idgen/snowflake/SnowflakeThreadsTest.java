package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import bus.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits only turn a thread that waits for ever into a failure. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class SnowflakeThreadsTest {

    private static final int THREADS = 8;
    private static final int TAKES = 200_000;
    private static final long START = Instant.parse("2026-11-24T01:02:03.456Z").toEpochMilli();

    private final ExecutorService executor = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        executor.shutdownNow();
    }

    private static SnowflakeIdGenerator generator(InstantSource clock) {
        return SnowflakeIdGenerator.builder().node(7).clock(clock).build();
    }

    /** With a step of 0 all threads contend for the counter of one millisecond; others move the time as well. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 1_000_000, -1_000_000})
    void noTicketIsTakenTwiceAndEachThreadSeesThemGrow(long stepNanos) throws Exception {
        SnowflakeIdGenerator generator = generator(ManualClock.at(Instant.ofEpochMilli(START)));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        long startNanos = TimeUnit.MILLISECONDS.toNanos(START);

        long[][] tickets = onAllThreads(() -> {
                    long[] taken = new long[TAKES];
                    start.await();
                    for (int i = 0; i < TAKES; i++) {
                        taken[i] = generator.take(startNanos + i * stepNanos);
                    }
                    return taken;
                })
                .toArray(long[][]::new);

        for (long[] taken : tickets) {
            for (int i = 1; i < taken.length; i++) {
                if (taken[i] <= taken[i - 1]) {
                    assertThat(taken[i]).as("ticket %s of a thread", i).isGreaterThan(taken[i - 1]);
                }
            }
        }
        long[] all =
                Arrays.stream(tickets).flatMapToLong(Arrays::stream).sorted().toArray();
        assertThat(all).hasSize(THREADS * TAKES);
        assertThat(LongStream.range(1, all.length)
                        .filter(i -> all[(int) i] == all[(int) i - 1])
                        .count())
                .as("tickets that were taken twice")
                .isZero();
        if (stepNanos <= 0) {
            assertThat(all[all.length - 1] - all[0])
                    .as("tickets that were left out")
                    .isEqualTo(all.length - 1);
        }
    }

    @Test
    void idsAndRenderedTicketsAreAllDifferent() throws Exception {
        SnowflakeIdGenerator generator = generator(InstantSource.system());
        CyclicBarrier start = new CyclicBarrier(THREADS);
        int takes = TAKES / 10;

        List<String> ids = onAllThreads(() -> {
                    List<String> taken = new ArrayList<>();
                    start.await();
                    for (int i = 0; i < takes; i++) {
                        taken.add(
                                i % 2 == 0
                                        ? generator.next()
                                        : generator.render(generator.take(
                                                TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()))));
                    }
                    assertThat(taken).isSorted();
                    return taken;
                })
                .flatMap(List::stream)
                .toList();

        assertThat(ids.stream().distinct().count())
                .isEqualTo((long) THREADS * takes)
                .isEqualTo(ids.size());
    }

    @ParameterizedTest
    @MethodSource("bus.idgen.snowflake.SequencerTest#all")
    void anIdThatWasHandedOverIsSmallerThanTheNextOneWhateverTheClockDoes(Sequencer sequencer) throws Exception {
        Instant start = Instant.ofEpochMilli(START);
        ManualClock clock = ManualClock.at(start);
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(sequencer)
                .node(7)
                .clock(clock)
                .build();
        SynchronousQueue<String> there = new SynchronousQueue<>();
        SynchronousQueue<String> back = new SynchronousQueue<>();
        int rounds = 10_000;

        Future<?> other = executor.submit(() -> {
            for (int i = 0; i < rounds; i++) {
                String received = there.take();
                String next = generator.next();
                back.put(next.compareTo(received) > 0 ? next : "not greater than " + received + ": " + next);
            }
            return null;
        });
        String last = "";
        for (int i = 0; i < rounds; i++) {
            // Stands still, goes on, goes back, and leaps by a day and back again.
            clock.set(start.plusMillis(i % 7 - i % 3).plus(Duration.ofDays(i % 1_000 == 500 ? 1 : 0)));
            String next = generator.next();
            assertThat(next).isGreaterThan(last);
            there.put(next);
            last = back.take();
            assertThat(last).hasSize(16);
        }
        other.get();
    }

    private <V> Stream<V> onAllThreads(Callable<V> work) throws Exception {
        List<V> results = new ArrayList<>();
        for (Future<V> future :
                executor.invokeAll(Stream.generate(() -> work).limit(THREADS).toList())) {
            results.add(future.get());
        }
        return results.stream();
    }
}
