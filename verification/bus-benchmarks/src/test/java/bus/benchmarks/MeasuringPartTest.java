package bus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.NullOutputStream;

class MeasuringPartTest {

    @Test
    void eachBenchmarkIsInOnePartOrInTwoWithOneThreadAndWithTwo() {
        Map<String, List<MeasuringPart>> parts = new TreeMap<>();
        for (String benchmark : found(".*")) {
            parts.put(
                    benchmark,
                    Arrays.stream(MeasuringPart.values())
                            .filter(part -> found(include(part, "")).contains(benchmark))
                            .toList());
        }

        assertThat(parts)
                .isNotEmpty()
                .allSatisfy((benchmark, in) -> assertThat(in)
                        .isIn(
                                List.of(MeasuringPart.EMIT, MeasuringPart.EMIT_OF_TWO),
                                List.of(MeasuringPart.ID, MeasuringPart.ID_OF_TWO),
                                List.of(MeasuringPart.GROWTH),
                                List.of(MeasuringPart.HAND_OFF),
                                List.of(MeasuringPart.OTHERS)));
    }

    @Test
    void aPatternPicksBenchmarksByHowTheirNamesBegin() {
        assertThat(found(include(MeasuringPart.EMIT, "EmitBenchmark.(bare|full)")))
                .containsExactlyInAnyOrder("bus.benchmarks.EmitBenchmark.bare", "bus.benchmarks.EmitBenchmark.full");
        assertThat(found(include(MeasuringPart.HAND_OFF, "EmitBenchmark"))).isEmpty();
    }

    private static String include(MeasuringPart part, String only) {
        return part.options(Pattern.compile(only), Jdk.running(), Collector.G1)
                .getIncludes()
                .get(0);
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
