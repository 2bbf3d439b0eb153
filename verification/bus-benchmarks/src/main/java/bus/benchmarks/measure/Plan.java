package bus.benchmarks.measure;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.NullOutputStream;

/** Tells before a run how long it takes. */
final class Plan {

    private static final OutputFormat SILENT =
            OutputFormatFactory.createFormatInstance(new PrintStream(new NullOutputStream()), VerboseMode.SILENT);

    private Plan() {}

    /** Returns about how long it takes to measure what is asked for. */
    static Duration duration(MeasureSettings settings) {
        Duration sum = Duration.ZERO;
        for (int round = 1; round <= settings.rounds(); round++) {
            for (MeasuringPart part : MeasuringPart.values()) {
                if (part.isIn(round, settings.rounds())) {
                    long collectors =
                            settings.collectors().stream().filter(part::isFor).count();
                    sum = sum.plus(duration(part, settings)
                            .multipliedBy(collectors * settings.jdks().size()));
                }
            }
        }
        return sum;
    }

    private static Duration duration(MeasuringPart part, MeasureSettings settings) {
        Options options = part.options(settings.only(), settings.jdks().get(0), Collector.G1);
        return MeasuringPart.EACH_TAKES.multipliedBy(cases(options));
    }

    /** Returns how many benchmarks with different parameters there are, each of which runs in a JVM of its own. */
    static int cases(Options options) {
        return BenchmarkList.defaultList().find(SILENT, options.getIncludes(), List.of()).stream()
                .mapToInt(benchmark -> cases(benchmark, options))
                .sum();
    }

    private static int cases(BenchmarkListEntry benchmark, Options options) {
        Map<String, String[]> params = benchmark.getParams().orElse(Map.of());
        return params.entrySet().stream()
                .mapToInt(param -> {
                    Collection<String> all = Arrays.asList(param.getValue());
                    return options.getParameter(param.getKey()).orElse(all).size();
                })
                .reduce(1, (a, b) -> a * b);
    }
}
