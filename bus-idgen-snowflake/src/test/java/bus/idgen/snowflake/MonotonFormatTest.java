package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import bus.testkit.ManualClock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that were worked out apart from this code, in the format of monoton's millisecond sequencer. */
class MonotonFormatTest {

    private static final String INITIAL_TIME = "1577865600000";

    @ParameterizedTest
    @CsvSource({
        INITIAL_TIME + ", 1577865600000,          0,        1, 0000000000000001",
        INITIAL_TIME + ", 1577865600001,          0,        1, 0000000100000001",
        INITIAL_TIME + ", 1619251466831,          1,        1, 00jAosX900010001",
        INITIAL_TIME + ", 1795466400123,         61,       19, 03pWImSZ000z000J",
        INITIAL_TIME + ", 1795466400123,         62,     3844, 03pWImSZ00100100",
        INITIAL_TIME + ", 1795466400123,   14776335, 14776335, 03pWImSZzzzzzzzz",
        INITIAL_TIME + ", 219917971184895, 14776335,        0, zzzzzzzzzzzz0000",
        "            0, 1619251466831,          0,        1, 0SVU68UR00000001",
    })
    void anIdHoldsTimeCounterAndNode(long initialTime, long time, int counter, long node, String expected) {
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .node(node)
                .initialTime(Instant.ofEpochMilli(initialTime))
                .clock(ManualClock.at(Instant.ofEpochMilli(time)))
                .build();
        for (int i = 0; i < counter; i++) {
            generator.next();
        }

        assertThat(generator.next()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1619251466831,          1,        1, 00jAosX900010001",
        "1795466400123,         61,       19, 03pWImSZ000z000J",
        "1795466400123,   14776335, 14776335, 03pWImSZzzzzzzzz",
    })
    void aRenderedTicketHoldsTheSame(long time, int counter, long node, String expected) {
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .node(node)
                .initialTime(Instant.ofEpochMilli(Long.parseLong(INITIAL_TIME)))
                .clock(ManualClock.at(Instant.ofEpochMilli(time)))
                .build();
        long nanos = TimeUnit.MILLISECONDS.toNanos(time) + 999_999;
        for (int i = 0; i < counter; i++) {
            generator.take(nanos);
        }

        assertThat(generator.render(generator.take(nanos))).isEqualTo(expected);
    }
}
