package bus.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.NullOutputStream;

class MeasuringPartTest {

    @Test
    void eachBenchmarkIsMeasuredButForThoseThatAreRunByHand() {
        Set<String> measured = new TreeSet<>();
        for (MeasuringPart part : MeasuringPart.values()) {
            assertThat(found(include(part, ""))).isNotEmpty();
            measured.addAll(found(include(part, "")));
        }

        assertThat(found(".*").stream().filter(it -> !measured.contains(it)))
                .isNotEmpty()
                .allMatch(it -> it.startsWith("bus.benchmarks.WarmRegistrationBenchmark."));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsMeasuredTwiceInARound(Collector collector) {
        List<String> measured = new ArrayList<>();
        for (MeasuringPart part : MeasuringPart.values()) {
            if (part.isFor(collector)) {
                Options options = part.options(Pattern.compile(""), Jdk.running(), collector);
                for (String benchmark : found(options.getIncludes().get(0))) {
                    choices(options)
                            .forEach(it -> measured.add(benchmark + " " + it + " "
                                    + options.getThreads().orElse(1)));
                }
            }
        }

        assertThat(measured).contains("bus.benchmarks.EmitBenchmark.full 100 1").doesNotHaveDuplicates();
    }

    /** Returns the values of the one parameter in which parts of a benchmark differ. */
    private static Collection<String> choices(Options options) {
        return options.getParameter("handlers")
                .orElse(options.getParameter("ids").orElse(List.of("")));
    }

    @Test
    void theTableFitsInABreak() {
        Duration both = Plan.duration(MeasureSettings.of("--jdk", "a", "--jdk", "b"));

        assertThat(both).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(35));
        assertThat(Plan.duration(MeasureSettings.of("--jdk", "a"))).isEqualTo(both.dividedBy(2));
    }

    @Test
    void handOffIsMeasuredInOneRoundLessButOnce() {
        assertThat(MeasuringPart.HAND_OFF.isIn(2, 3)).isTrue();
        assertThat(MeasuringPart.HAND_OFF.isIn(3, 3)).isFalse();
        assertThat(MeasuringPart.HAND_OFF.isIn(1, 1)).isTrue();
    }

    @Test
    void casesAreCountedWithTheirParameters() {
        assertThat(Plan.cases(options(MeasuringPart.EMIT, ""))).isEqualTo(20);
        assertThat(Plan.cases(options(MeasuringPart.GROWTH_OF_ALL_IN_USE, ""))).isEqualTo(3);
        assertThat(Plan.cases(options(MeasuringPart.START, ""))).isEqualTo(6);
    }

    @Test
    void aPatternPicksBenchmarksByHowTheirNamesBegin() {
        assertThat(found(include(MeasuringPart.EMIT, "EmitBenchmark.(bare|full)")))
                .containsExactlyInAnyOrder("bus.benchmarks.EmitBenchmark.bare", "bus.benchmarks.EmitBenchmark.full");
        assertThat(found(include(MeasuringPart.HAND_OFF, "EmitBenchmark"))).isEmpty();
    }

    private static String include(MeasuringPart part, String only) {
        return options(part, only).getIncludes().get(0);
    }

    private static Options options(MeasuringPart part, String only) {
        return part.options(Pattern.compile(only), Jdk.running(), Collector.G1);
    }

    private static Set<String> found(String include) {
        return BenchmarkList.defaultList()
                .find(
                        OutputFormatFactory.createFormatInstance(
                                new java.io.PrintStream(new NullOutputStream()), VerboseMode.SILENT),
                        List.of(include),
                        List.of())
                .stream()
                .map(it -> it.getUsername())
                .collect(Collectors.toSet());
    }
}
