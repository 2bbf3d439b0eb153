package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import bus.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SnowflakeIdGeneratorTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final int COUNTS = 62 * 62 * 62 * 62;

    private final ManualClock clock = ManualClock.at(NOW);
    private final SnowflakeIdGenerator generator =
            SnowflakeIdGenerator.builder().node(7).clock(clock).build();

    private static String id(Instant time, long counter) {
        byte[] id = new byte[16];
        Base62.write(
                Duration.between(SnowflakeIdGenerator.DEFAULT_INITIAL_TIME, time)
                        .toMillis(),
                id,
                0,
                8);
        Base62.write(counter, id, 8, 4);
        Base62.write(7, id, 12, 4);
        return new String(id, StandardCharsets.ISO_8859_1);
    }

    private static long nanos(Instant time) {
        return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
    }

    @Test
    void theDefaultInitialTimeIsTheYear2020() {
        assertThat(SnowflakeIdGenerator.DEFAULT_INITIAL_TIME).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(generator.next()).isEqualTo(id(NOW, 0));
    }

    @Test
    void theCounterGoesOnWithinAMillisecondAndStartsAgainInTheNext() {
        assertThat(generator.next()).isEqualTo(id(NOW, 0));
        assertThat(generator.next()).isEqualTo(id(NOW, 1));
        clock.set(NOW.plusNanos(999_999));
        assertThat(generator.next()).isEqualTo(id(NOW, 2));
        clock.set(NOW.plusMillis(1));
        assertThat(generator.next()).isEqualTo(id(NOW.plusMillis(1), 0));
    }

    @Test
    void aClockThatIsSetBackDoesNotMoveIdsBack() {
        generator.next();
        clock.set(NOW.minus(Duration.ofDays(400)));

        assertThat(generator.next()).isEqualTo(id(NOW, 1));
        clock.set(Instant.EPOCH);
        assertThat(generator.next()).isEqualTo(id(NOW, 2));
        clock.set(NOW.plusMillis(5));
        assertThat(generator.next()).isEqualTo(id(NOW.plusMillis(5), 0));
    }

    @Test
    void aClockThatLeapsTakesIdsAlong() {
        Instant later = NOW.plus(Duration.ofDays(3_650));
        generator.next();
        clock.set(later);

        assertThat(generator.next()).isEqualTo(id(later, 0));
        clock.set(NOW);
        assertThat(generator.next()).isEqualTo(id(later, 1));
    }

    @Test
    void aFullCounterGoesOnInTheNextMillisecond() {
        String last = "";
        for (int i = 0; i < COUNTS; i++) {
            last = i < COUNTS - 1 ? generator.render(generator.take(nanos(NOW))) : generator.next();
        }

        assertThat(last).isEqualTo(id(NOW, COUNTS - 1)).contains("zzzz0007");
        assertThat(generator.next()).isEqualTo(id(NOW.plusMillis(1), 0));
        assertThat(generator.next()).isEqualTo(id(NOW.plusMillis(1), 1));
        clock.set(NOW.plusMillis(1));
        assertThat(generator.next()).isEqualTo(id(NOW.plusMillis(1), 2));
        clock.set(NOW.plusMillis(2));
        assertThat(generator.next()).isEqualTo(id(NOW.plusMillis(2), 0));
    }

    @Test
    void aTicketHoldsTheTimeItWasTakenAt() {
        clock.set(Instant.EPOCH);

        assertThat(generator.render(generator.take(nanos(NOW)))).isEqualTo(id(NOW, 0));
        assertThat(generator.render(generator.take(nanos(NOW) + 999_999))).isEqualTo(id(NOW, 1));
        assertThat(generator.render(generator.take(nanos(NOW) + 1_000_000))).isEqualTo(id(NOW.plusMillis(1), 0));
    }

    @Test
    void aTicketFromBeforeTheGeneratorWasMadeHoldsItsTimeToo() {
        Instant earlier = NOW.minus(Duration.ofDays(1_000));

        long ticket = generator.take(nanos(earlier));

        assertThat(generator.render(ticket)).isEqualTo(id(earlier, 0));
        assertThat(generator.render(generator.take(nanos(earlier)))).isEqualTo(id(earlier, 1));
        assertThat(generator.next()).isEqualTo(id(NOW, 0));
    }

    @Test
    void aTimeBeforeTheInitialTimeGivesTheNextTicket() {
        Instant initial = SnowflakeIdGenerator.DEFAULT_INITIAL_TIME;

        assertThat(generator.render(generator.take(nanos(initial) - 1))).isEqualTo(id(initial, 0));
        assertThat(generator.render(generator.take(0))).isEqualTo(id(initial, 1));
        assertThat(generator.render(generator.take(-1))).isEqualTo(id(initial, 2));
        assertThat(generator.render(generator.take(Long.MIN_VALUE))).isEqualTo(id(initial, 3));
        assertThat(generator.next()).isEqualTo(id(NOW, 0));
        assertThat(generator.render(generator.take(Long.MIN_VALUE))).isEqualTo(id(NOW, 1));
    }

    /** Times before 1970 are whole milliseconds too: 1 ns before one belongs to the millisecond that it ends. */
    @Test
    void timesBefore1970AreRoundedDown() {
        Instant initial = Instant.parse("1960-01-01T00:00:00Z");
        SnowflakeIdGenerator old = SnowflakeIdGenerator.builder()
                .node(7)
                .initialTime(initial)
                .clock(ManualClock.at(Instant.EPOCH))
                .build();
        byte[] before = new byte[8];
        Base62.write(Duration.between(initial, Instant.EPOCH).toMillis() - 1, before, 0, 8);

        assertThat(old.render(old.take(-1))).startsWith(new String(before, StandardCharsets.ISO_8859_1));
        assertThat(old.render(old.take(-1_000_000)))
                .startsWith(new String(before, StandardCharsets.ISO_8859_1))
                .endsWith("00010007");
    }

    @Test
    void whatIsFinerThanMillisecondsInTheInitialTimeDoesNotCount() {
        SnowflakeIdGenerator fine = SnowflakeIdGenerator.builder()
                .node(7)
                .initialTime(SnowflakeIdGenerator.DEFAULT_INITIAL_TIME.plusNanos(999_999))
                .clock(clock)
                .build();

        assertThat(fine.next()).isEqualTo(id(NOW, 0));
    }

    @Test
    void ticketsAndIdsAreOfOneOrderAndOneFormat() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            ids.add(generator.next());
            ids.add(generator.render(generator.take(nanos(NOW))));
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-Za-z]{16}"));
        assertThat(ids.get(1_999)).isEqualTo(id(NOW, 1_999));
    }

    @Test
    void aTicketIsRenderedTheSameEachTime() {
        long first = generator.take(nanos(NOW));
        long second = generator.take(nanos(NOW.plusSeconds(9)));

        assertThat(generator.render(second)).isEqualTo(id(NOW.plusSeconds(9), 0));
        assertThat(generator.render(first)).isEqualTo(id(NOW, 0)).isEqualTo(generator.render(first));
    }

    @Test
    void idsSortAsTextInTheOrderOfTheirTimes() {
        Random random = new Random(20_200_101);
        long[] times = random.longs(10_000, 0, TimeUnit.DAYS.toMillis(365 * 10)).toArray();
        Arrays.sort(times);
        List<String> ids = new ArrayList<>();
        for (long time : times) {
            clock.set(NOW.plusMillis(time));
            ids.add(generator.next());
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.length() == 16);
        assertThat(ids.get(0)).isEqualTo(id(NOW.plusMillis(times[0]), 0));
    }

    @Test
    void whateverTheClockDoesIdsGrow() {
        Random random = new Random(20_200_101);
        String last = "";
        for (int i = 0; i < 100_000; i++) {
            clock.set(NOW.plusMillis(random.nextInt(1 + i) - (i / 2)));
            String id =
                    random.nextBoolean() ? generator.next() : generator.render(generator.take(nanos(clock.instant())));
            assertThat(id).isGreaterThan(last);
            last = id;
        }
    }

    @Test
    void nodesKeepGeneratorsApart() {
        SnowflakeIdGenerator other =
                SnowflakeIdGenerator.builder().node(8).clock(clock).build();

        assertThat(generator.next()).startsWith(other.next().substring(0, 12)).endsWith("0007");
        assertThat(other.next()).endsWith("0008");
    }

    @Test
    void theSystemClockIsReadByDefault() {
        Instant now = Instant.now();

        String id = SnowflakeIdGenerator.ofNode(7).next();

        assertThat(id).isBetween(id(now.minus(Duration.ofDays(1)), 0), id(now.plus(Duration.ofDays(1)), 0));
    }

    @Test
    void theTextNamesNodeAndInitialTime() {
        assertThat(generator)
                .hasToString("SnowflakeIdGenerator[node=7, initialTime=2020-01-01T00:00:00Z, " + Sequencer.millisecond()
                        + "]");
    }
}
