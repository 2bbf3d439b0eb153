package bus.benchmarks.report;

import static bus.benchmarks.report.Example.JVM;
import static org.assertj.core.api.Assertions.assertThat;

import bus.benchmarks.report.Bar.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BarsTest {

    private static Bar bar(String what) {
        return Bars.ALL.stream()
                .filter(it -> it.what().startsWith(what))
                .findFirst()
                .orElseThrow();
    }

    private static Case ids(String name) {
        return Case.of("IdBenchmark.next").with("ids", name);
    }

    private static Case process(String program, String ids) {
        return new Case("StartBenchmark.process", Map.of("program", program, "ids", ids), 1);
    }

    @Test
    void withoutMeasurementsNoneIsMet() {
        assertThat(Bars.ALL)
                .isNotEmpty()
                .allMatch(bar -> bar.verdict(new Example().measurements(), JVM) == Verdict.NOT_MEASURED);
    }

    @Test
    void theGainByTwoEmittersIsRelativeToThatOfTheLimit() {
        // The bus takes 10 alone and 20 beside another, which is no gain; the limit takes 5 and 6.
        Measurements measurements = new Example()
                .scores(Contestant.BARE.emit(1), 10)
                .scores(Contestant.BARE.emit(1).on(2), 20)
                .scores(Contestant.LOOKUP.emit(1), 5)
                .scores(Contestant.LOOKUP.emit(1).on(2), 6)
                .measurements();

        assertThat(bar("two emitters: gain").cell(measurements, JVM)).isEqualTo("**0.60 not met**");
    }

    @Test
    void idsCompareWithTheFastestOtherOneOnceAllAreMeasured() {
        Example example = new Example().scores(ids("snowflake"), 60);
        for (String other : new String[] {"ulid", "ulid order=random", "uuid version=1", "uuid version=6"}) {
            example.scores(ids(other), 120);
        }
        example.scores(ids("uuid version=7"), 50).scores(ids("snowflake sequencer=second"), 10);
        Bar bar = bar("id as a text, one thread");
        assertThat(bar.cell(example.measurements(), JVM)).isEqualTo("not measured");

        example.scores(ids("TSID Creator"), 70);
        assertThat(bar.cell(example.measurements(), JVM)).isEqualTo("**1.20 not met**");
    }

    @Test
    void theSlowestPatternCounts() {
        Case handlerOverTopics = Case.of("RegistrationBenchmark.handlerOverTopics");
        Measurements measurements = new Example()
                .scores(handlerOverTopics.with("pattern", "#"), 7)
                .scores(handlerOverTopics.with("pattern", ".*"), 51)
                .measurements();

        assertThat(bar("registration: one handler").cell(measurements, JVM)).isEqualTo("**51 ms not met**");
    }

    @Test
    void theStartIsThatWithSnowflakes() {
        Measurements measurements = new Example()
                .scores(process("bus", "snowflake"), 60)
                .scores(process("empty", "snowflake"), 50)
                .scores(process("bus", "ulid"), 90)
                .scores(process("empty", "ulid"), 30)
                .measurements();

        assertThat(bar("start").cell(measurements, JVM)).isEqualTo("1.20 met");
    }

    @Test
    void manyHandlersCompareWithTheLoopAndShowTheLimitBeside() {
        Measurements measurements = new Example()
                .scores(Contestant.BARE.emit(10), 60)
                .scores(Contestant.LOOP.emit(10), 40)
                .scores(Contestant.LOOKUP.emit(10), 50)
                .measurements();

        assertThat(bar("10 handlers: bare dispatch / plain loop").cell(measurements, JVM))
                .isEqualTo("**1.50 not met**");
        assertThat(bar("10 handlers: bare dispatch / limit").cell(measurements, JVM))
                .isEqualTo("1.20");
    }

    @Test
    void growthComparesOneThingAtATime() {
        Measurements measurements = new Example()
                .scores(new Case("GrowthBenchmark.hotTopics", Map.of("topics", "10", "others", "0"), 1), 50)
                .scores(new Case("GrowthBenchmark.hotTopics", Map.of("topics", "100000", "others", "0"), 1), 54)
                .scores(new Case("GrowthBenchmark.hotTopics", Map.of("topics", "10", "others", "10000"), 1), 60)
                .measurements();

        assertThat(bar("growth, hot topics: 100,000 topics").cell(measurements, JVM))
                .isEqualTo("1.08 met");
        assertThat(bar("growth, hot topics: 10,000 handlers").cell(measurements, JVM))
                .isEqualTo("**1.20 not met**");
    }
}
