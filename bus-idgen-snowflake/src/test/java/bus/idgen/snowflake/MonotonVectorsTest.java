package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import bus.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that monoton itself gave; times are in the unit of the sequencer. */
class MonotonVectorsTest {

    private static final Map<String, Sequencer> SEQUENCERS = Map.of(
            "second", Sequencer.second(), "millisecond", Sequencer.millisecond(), "nanosecond", Sequencer.nanosecond());

    @ParameterizedTest
    @CsvSource({
        "millisecond, 1577865600000, 1577865600000, 0, 1, 0000000000000001",
        "millisecond, 1577865600000, 1577865600001, 0, 1, 0000000100000001",
        "millisecond, 1577865600000, 1619251466831, 1, 1, 00jAosX900010001",
        "millisecond, 1577865600000, 1795466400123, 61, 19, 03pWImSZ000z000J",
        "millisecond, 1577865600000, 1795466400123, 62, 3844, 03pWImSZ00100100",
        "millisecond, 1577865600000, 1795466400123, 14776335, 14776335, 03pWImSZzzzzzzzz",
        "millisecond, 1577865600000, 219917971184895, 14776335, 0, zzzzzzzzzzzz0000",
        "millisecond, 0, 1619251466831, 0, 1, 0SVU68UR00000001",
        "second, 1577865600, 1577865600, 0, 1, 0000000000000001",
        "second, 1577865600, 1795466400, 4294967295, 14776335, 0Ej1uK4gfFC3zzzz",
        "second, 1577865600, 58378101183, 0, 5, zzzzzz0000000005",
        "second, 0, 1795466400, 12345678, 77, 1xVapU00pnfq001F",
        "nanosecond, 1577865600000000000, 1577865600000000000, 0, 1, 0000000000000001",
        "nanosecond, 1577865600000000000, 1795466400123456789, 0, 238327, 0G4c46zSOph00zzz",
        "nanosecond, 0, 1795466400123456789, 0, 12345, 28dFoq1y0MH003D7",
        "nanosecond, 0, 9223372036854775807, 0, 1, AzL8n0Y58m700001"
    })
    void anIdIsWrittenAndReadAsMonotonDoes(
            String name, long initialTime, long time, long counter, long node, String id) {
        Sequencer sequencer = SEQUENCERS.get(name);
        Instant now = sequencer.time(time);

        assertThat(new String(sequencer.write(time - initialTime, counter, node), StandardCharsets.US_ASCII))
                .isEqualTo(id);
        assertThat(sequencer.ticks(now)).isEqualTo(time);
        assertThat(sequencer.read(id, initialTime)).isEqualTo(new SnowflakeId(now, counter, node));
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(sequencer)
                .node(node)
                .initialTime(sequencer.time(initialTime))
                .clock(ManualClock.at(now))
                .build();
        assertThat(generator.parse(id)).isEqualTo(new SnowflakeId(now, counter, node));
        assertThat(generator.parse(generator.next())).isEqualTo(new SnowflakeId(now, 0, node));
    }
}
