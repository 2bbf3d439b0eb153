package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import bus.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong in the Go package {@code monoton}, one test for each fault; here it goes right. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class FaultsOfTheOriginalTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456789123Z");
    private static final int THREADS = 8;
    private static final int IDS = 50_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Has all threads take ids at once, beside a clock that another thread moves on, back, and not at all. */
    private List<String[]> idsOfAllThreads(Sequencer sequencer) throws Exception {
        ManualClock clock = ManualClock.at(NOW);
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(sequencer)
                .node(1)
                .clock(clock)
                .build();
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        AtomicBoolean taking = new AtomicBoolean(true);
        Callable<String[]> work = () -> {
            String[] ids = new String[IDS];
            start.await();
            Arrays.setAll(ids, i -> generator.next());
            return ids;
        };
        List<Future<String[]>> taken = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            taken.add(threads.submit(work));
        }
        Future<Integer> moving = threads.submit(() -> {
            start.await();
            int moves = 0;
            for (; moves == 0 || taking.get(); moves++) {
                clock.set(NOW.plusNanos(1_000_003L * (moves / 2 - moves % 5)));
            }
            return moves;
        });
        List<String[]> ids = new ArrayList<>();
        for (Future<String[]> thread : taken) {
            ids.add(thread.get());
        }
        taking.set(false);
        assertThat(moving.get()).isPositive();
        return ids;
    }

    /** There, time and counter are two variables: among 8 million ids of 8 callers about 100 are given twice. */
    @ParameterizedTest
    @MethodSource("bus.idgen.snowflake.SequencerTest#all")
    void duplicatesAmongConcurrentCallers(Sequencer sequencer) throws Exception {
        String[] ids =
                idsOfAllThreads(sequencer).stream().flatMap(Arrays::stream).toArray(String[]::new);
        Arrays.sort(ids);
        requireGrowing(ids);
    }

    /** There, a caller may count on in a tick that another has left already. */
    @ParameterizedTest
    @MethodSource("bus.idgen.snowflake.SequencerTest#all")
    void idsOfOneCallerThatGoBackwards(Sequencer sequencer) throws Exception {
        idsOfAllThreads(sequencer).forEach(FaultsOfTheOriginalTest::requireGrowing);
    }

    private static void requireGrowing(String[] ids) {
        for (int i = 1; i < ids.length; i++) {
            if (ids[i].compareTo(ids[i - 1]) <= 0) {
                assertThat(ids[i]).as("id %s", i).isGreaterThan(ids[i - 1]);
            }
        }
    }

    /** There, the counter grows on past the greatest number of its characters, and what does not fit is cut off. */
    @Test
    void aCounterThatOutgrowsItsCharacters() {
        int counts = 62 * 62;
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(Sequencer.of(Duration.ofMillis(1), 10, 2, 4, counts))
                .node(0)
                .clock(ManualClock.at(NOW))
                .build();
        String[] ids = new String[3 * counts];
        Arrays.setAll(ids, i -> generator.next());

        requireGrowing(ids);
        assertThat(ids).allMatch(id -> id.length() == 16);
        assertThat(generator.parse(ids[counts - 1])).isEqualTo(new SnowflakeId(atMillis(0), counts - 1, 0));
        assertThat(generator.parse(ids[counts])).isEqualTo(new SnowflakeId(atMillis(1), 0, 0));
        assertThat(generator.parse(ids[2 * counts])).isEqualTo(new SnowflakeId(atMillis(2), 0, 0));
    }

    private static Instant atMillis(long more) {
        return Instant.ofEpochMilli(NOW.toEpochMilli() + more);
    }

    /** There, an unsigned difference wraps: the ids of the first times are the greatest of all. */
    @ParameterizedTest
    @MethodSource("bus.idgen.snowflake.SequencerTest#all")
    void anInitialTimeInTheFutureThatWraps(Sequencer sequencer) {
        SnowflakeIdGenerator.Builder builder =
                SnowflakeIdGenerator.builder().sequencer(sequencer).node(0).clock(ManualClock.at(NOW));
        Instant future = NOW.plusNanos(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.initialTime(future).build())
                .withMessageContaining("initialTime=" + future + "; choose a time in the past");
        assertThat(builder.initialTime(NOW).build().next()).startsWith("00000000");
    }
}
