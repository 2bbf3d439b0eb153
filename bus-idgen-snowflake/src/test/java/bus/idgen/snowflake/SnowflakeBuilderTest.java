package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.testkit.ManualClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeBuilderTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456Z");
    private static final Instant EARLIEST = NOW.minusMillis(218_340_105_584_895L);

    private final SnowflakeIdGenerator.Builder builder = SnowflakeIdGenerator.builder();

    static Instant[] badInitialTimes() {
        return new Instant[] {
            NOW.plusMillis(1),
            NOW.plusNanos(1),
            EARLIEST.minusMillis(1),
            EARLIEST.minusNanos(1),
            Instant.MIN,
            Instant.MAX
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 14_776_336, Long.MAX_VALUE})
    void aNodeOutOfRangeIsRefused(long node) {
        String message = "node must lie in [0, 14776335]: node=" + node
                + "; give every generator a number of its own in that range";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.node(node).build())
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnowflakeIdGenerator.ofNode(node))
                .withMessage(message);
    }

    @Test
    void nodesAtTheEndsOfTheRangeAreTaken() {
        assertThat(Sequencer.millisecond().maxNode()).isEqualTo(14_776_335);
        assertThat(SnowflakeIdGenerator.ofNode(0).next()).endsWith("0000");
        assertThat(SnowflakeIdGenerator.ofNode(Sequencer.millisecond().maxNode())
                        .next())
                .endsWith("zzzz");
    }

    @Test
    void aMissingNodeIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessage("node must be set: node=null; give every generator a number of its own with node(long)");
    }

    @ParameterizedTest
    @MethodSource("badInitialTimes")
    void anInitialTimeInTheFutureOrTooLongAgoIsRefused(Instant initialTime) {
        builder.node(1).clock(ManualClock.at(NOW)).initialTime(initialTime);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("initialTime must lie in [" + EARLIEST + ", " + NOW + "]: initialTime=" + initialTime
                        + "; choose a time in the past and never change it");
    }

    @Test
    void initialTimesAtTheEndsOfTheRangeAreTaken() {
        builder.node(1).clock(ManualClock.at(NOW));

        assertThat(builder.initialTime(NOW).build().next()).isEqualTo("0000000000000001");
        assertThat(builder.initialTime(EARLIEST).build().next()).isEqualTo("zzzzzzzz00000001");
    }

    @Test
    void aBuilderMakesSeveralGenerators() {
        builder.node(1).clock(ManualClock.at(NOW)).initialTime(NOW);
        SnowflakeIdGenerator first = builder.build();
        SnowflakeIdGenerator second = builder.node(2).build();

        assertThat(first.next()).isEqualTo("0000000000000001");
        assertThat(second.next()).isEqualTo("0000000000000002");
        assertThat(first.next()).isEqualTo("0000000000010001");
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> builder.initialTime(null))
                .withMessage("initialTime must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.sequencer(null))
                .withMessage("sequencer must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock must not be null");
    }
}
