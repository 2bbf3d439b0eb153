package bus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs once, for a moment and in this process: what it measures then means nothing. */
class BenchmarksRunTest {

    @Test
    void eachBenchmarkRuns() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        Map<String, Long> cases = results.stream()
                .collect(Collectors.groupingBy(it -> it.getParams().getBenchmark(), Collectors.counting()));
        assertThat(cases)
                .isEqualTo(Map.of(
                        "bus.benchmarks.AsyncEmitBenchmark.emit", 12L,
                        "bus.benchmarks.IdBenchmark.next", 11L,
                        "bus.benchmarks.WorkBenchmark.handle", 6L,
                        "bus.core.MailboxBenchmark.put", 10L));
    }
}
