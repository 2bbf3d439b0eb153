package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import bus.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What is worked out once for many ids must not show in them. */
class IdBlockTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");

    private static SnowflakeIdGenerator generator(Sequencer sequencer) {
        return SnowflakeIdGenerator.builder()
                .sequencer(sequencer)
                .node(7)
                .clock(ManualClock.at(NOW))
                .build();
    }

    private static long[] takeAtNow(SnowflakeIdGenerator generator, int tickets) {
        long[] taken = new long[tickets];
        for (int i = 0; i < tickets; i++) {
            taken[i] = generator.take(TimeUnit.MILLISECONDS.toNanos(NOW.toEpochMilli()));
        }
        return taken;
    }

    @Test
    void ticketsAreRenderedInAnyOrder() {
        SnowflakeIdGenerator generator = generator(Sequencer.millisecond());
        long[] taken = takeAtNow(generator, 3 * IdBlock.SIZE);

        for (int i = 0; i < taken.length; i++) {
            int any = (int) (i * 7_919L % taken.length);
            assertThat(generator.parse(generator.render(taken[any]))).isEqualTo(new SnowflakeId(NOW, any, 7));
        }
    }

    @Test
    void aTickMayEndWithinABlock() {
        int counts = IdBlock.SIZE + 100;
        SnowflakeIdGenerator generator = generator(Sequencer.of(Duration.ofMillis(1), 8, 4, 4, counts));
        long[] taken = takeAtNow(generator, 3 * counts);

        for (int i = 0; i < taken.length; i++) {
            assertThat(generator.parse(generator.render(taken[i])))
                    .isEqualTo(new SnowflakeId(NOW.plusMillis(i / counts), i % counts, 7));
        }
    }

    @Test
    void aCounterOfFewerThanTwoDigitsHasNoBlocks() {
        for (int digits = 0; digits < 2; digits++) {
            int counts = digits == 0 ? 1 : 62;
            SnowflakeIdGenerator generator =
                    generator(Sequencer.of(Duration.ofMillis(1), 8, digits, 8 - digits, counts));
            long[] taken = takeAtNow(generator, 200);

            for (int i = 0; i < taken.length; i++) {
                assertThat(generator.parse(generator.render(taken[i])))
                        .isEqualTo(new SnowflakeId(NOW.plusMillis(i / counts), i % counts, 7));
            }
        }
    }

    @Test
    void aBlockHoldsItsTicketsAndNoOthers() {
        IdBlock block = new IdBlock(-5, 3, new byte[16], 10);

        assertThat(LongStream.rangeClosed(-10, 10).filter(block::holds)).containsExactly(-5L, -4L, -3L);
    }
}
