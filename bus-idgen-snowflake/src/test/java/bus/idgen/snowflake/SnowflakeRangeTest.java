package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class SnowflakeRangeTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final long COUNTS = 14_776_336;
    private static final long GREATEST_TIME = 218_340_105_584_895L;

    /** As many milliseconds as a ticket can be away from the making of its generator: 19 years. */
    private static final long REACH = Long.MAX_VALUE / COUNTS - 1;

    private final ManualClock clock = ManualClock.at(NOW);

    private SnowflakeIdGenerator since(Instant initialTime) {
        return SnowflakeIdGenerator.builder()
                .node(Sequencer.millisecond().maxNode())
                .initialTime(initialTime)
                .clock(clock)
                .build();
    }

    private static ThrowableAssertAlternative<IllegalStateException> assertThatItIsPast(ThrowingCallable call) {
        return assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(call)
                .withMessageStartingWith("ids must be taken before they are used up: time=");
    }

    @Test
    void theFirstMillisecondIsTheInitialTime() {
        SnowflakeIdGenerator generator = since(NOW);

        assertThat(generator.next()).isEqualTo("000000000000zzzz");
        clock.set(NOW.plusMillis(1));
        assertThat(generator.next()).isEqualTo("000000010000zzzz");
    }

    @Test
    void theLastMillisecondHoldsIdsUntilItsCounterIsFull() {
        SnowflakeIdGenerator generator = since(NOW.minusMillis(GREATEST_TIME));

        assertThat(generator.next()).isEqualTo("zzzzzzzz0000zzzz");
        for (long i = 2; i < COUNTS; i++) {
            generator.next();
        }
        assertThat(generator.next()).isEqualTo("zzzzzzzzzzzzzzzz");
        assertThatItIsPast(generator::next).withMessageContaining("last time=" + NOW + ";");
        assertThatItIsPast(() -> generator.take(0));
        clock.set(Instant.EPOCH);
        assertThatItIsPast(generator::next);
    }

    @Test
    void theMillisecondAfterTheLastOneIsRefused() {
        SnowflakeIdGenerator generator = since(NOW.minusMillis(GREATEST_TIME));
        clock.set(NOW.plusMillis(1));

        assertThatItIsPast(generator::next)
                .withMessage("ids must be taken before they are used up: time=2026-11-24T01:02:03.457Z, last time="
                        + NOW + "; the characters hold no later one, start over with a later initial time");
    }

    @Test
    void aTimeThatIsRefusedSpoilsNothing() {
        SnowflakeIdGenerator generator = since(NOW.minusMillis(GREATEST_TIME));
        clock.set(NOW.plus(Duration.ofDays(1_000)));
        assertThatItIsPast(generator::next);
        assertThatItIsPast(() -> generator.take(Long.MAX_VALUE));
        clock.set(NOW);

        assertThat(generator.next()).isEqualTo("zzzzzzzz0000zzzz");
    }

    @Test
    void aTicketReaches19YearsForward() {
        SnowflakeIdGenerator generator = since(NOW.minusSeconds(1));
        long last = NOW.toEpochMilli() + REACH;

        assertThat(Instant.ofEpochMilli(last)).isBetween("2045-11-24T00:00:00Z", "2046-11-24T00:00:00Z");
        assertThat(generator.render(generator.take(TimeUnit.MILLISECONDS.toNanos(last) + 999_999)))
                .isEqualTo(id(REACH + 1_000));
        assertThatItIsPast(() -> generator.take(TimeUnit.MILLISECONDS.toNanos(last + 1)))
                .withMessageContaining(
                        "last time=" + Instant.ofEpochMilli(last) + "; make a new generator with the same settings");
        assertThatItIsPast(() -> generator.take(Long.MAX_VALUE));
        clock.set(Instant.ofEpochMilli(last + 1));
        assertThatItIsPast(generator::next);
    }

    @Test
    void theLastMillisecondWithinReachHoldsIdsUntilItsCounterIsFull() {
        SnowflakeIdGenerator generator = since(NOW);
        long nanos = TimeUnit.MILLISECONDS.toNanos(NOW.toEpochMilli() + REACH);
        for (long i = 1; i < COUNTS; i++) {
            generator.take(nanos);
        }

        assertThat(generator.render(generator.take(nanos)))
                .endsWith("zzzzzzzz")
                .startsWith(id(REACH).substring(0, 8));
        assertThatItIsPast(() -> generator.take(nanos));
    }

    @Test
    void aTicketReaches19YearsBack() {
        SnowflakeIdGenerator generator = since(Instant.EPOCH);
        long first = NOW.toEpochMilli() - REACH;

        assertThat(generator.render(generator.take(TimeUnit.MILLISECONDS.toNanos(first - 1))))
                .isEqualTo(id(first));
        assertThat(generator.render(generator.take(Long.MIN_VALUE)))
                .isEqualTo(id(first).substring(0, 8) + "0001zzzz");
        assertThat(generator.render(generator.take(TimeUnit.MILLISECONDS.toNanos(first + 1))))
                .isEqualTo(id(first + 1));
    }

    private static String id(long time) {
        StringBuilder id = new StringBuilder("0000zzzz");
        for (long rest = time, i = 0; i < 8; i++, rest /= 62) {
            id.insert(0, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".charAt((int) (rest % 62)));
        }
        return id.toString();
    }

    @Test
    void aClockThatIsFarBackMovesNothing() {
        SnowflakeIdGenerator generator = since(Instant.parse("1960-01-01T00:00:00Z"));
        String before = generator.next();
        clock.set(Instant.ofEpochMilli(Long.MIN_VALUE));

        assertThat(generator.next()).isGreaterThan(before);
    }

    @Test
    void aClockThatIsFarAheadIsPast() {
        SnowflakeIdGenerator generator = since(Instant.parse("1960-01-01T00:00:00Z"));
        clock.set(Instant.ofEpochMilli(Long.MAX_VALUE));

        assertThatItIsPast(generator::next);
    }

    @Test
    void theLeastTimeThereIsGivesNoIdWhenAllAreUsedUp() {
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(Sequencer.of(Duration.ofMillis(1), 8, 4, 4, 2))
                .node(7)
                .initialTime(NOW.minusMillis(GREATEST_TIME))
                .clock(clock)
                .build();
        generator.next();
        clock.set(Instant.ofEpochMilli(Long.MIN_VALUE));

        assertThat(generator.next()).isEqualTo("zzzzzzzz00010007");
        assertThatItIsPast(generator::next);
    }

    @Test
    void aTickMayHoldMoreTicketsThanAreIncrementedWithoutALook() {
        long counts = (1L << 32) + 5;
        Instant today = NOW.truncatedTo(ChronoUnit.DAYS);
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(Sequencer.of(Duration.ofDays(1), 2, 6, 8, counts))
                .node(7)
                .initialTime(today.minus(Duration.ofDays(62 * 62 - 1)))
                .clock(clock)
                .build();

        for (int i = 0; i < 20; i++) {
            assertThat(generator.parse(generator.next())).isEqualTo(new SnowflakeId(today, i, 7));
        }
    }

    @Test
    void aClockThatMillisecondsCannotHoldIsFarAheadOrFarBackToo() {
        SnowflakeIdGenerator generator = since(Instant.EPOCH);
        String before = generator.next();
        clock.set(Instant.MIN);
        assertThat(generator.next()).isGreaterThan(before);
        clock.set(Instant.MAX);

        assertThatItIsPast(generator::next);
    }
}
