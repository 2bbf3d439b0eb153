package bus.benchmarks;

import static java.util.Map.entry;
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
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("bus.benchmarks.AsyncEmitBenchmark.emit", 12L),
                        entry("bus.benchmarks.EmitBenchmark.bare", 3L),
                        entry("bus.benchmarks.EmitBenchmark.full", 3L),
                        entry("bus.benchmarks.EmitBenchmark.greenrobot", 3L),
                        entry("bus.benchmarks.EmitBenchmark.guava", 3L),
                        entry("bus.benchmarks.EmitBenchmark.limit", 3L),
                        entry("bus.benchmarks.EmitBenchmark.lookup", 3L),
                        entry("bus.benchmarks.EmitBenchmark.loop", 3L),
                        entry("bus.benchmarks.EmitBenchmark.mbassador", 3L),
                        entry("bus.benchmarks.EmitBenchmark.reactor", 3L),
                        entry("bus.benchmarks.EmitBenchmark.spring", 3L),
                        entry("bus.benchmarks.GrowthBenchmark.anyTopic", 6L),
                        entry("bus.benchmarks.GrowthBenchmark.emitter", 6L),
                        entry("bus.benchmarks.GrowthBenchmark.hotTopics", 6L),
                        entry("bus.benchmarks.IdBenchmark.next", 11L),
                        entry("bus.benchmarks.ObserverBenchmark.emit", 5L),
                        entry("bus.benchmarks.RegistrationBenchmark.handlerOverTopics", 5L),
                        entry("bus.benchmarks.RegistrationBenchmark.topicAgainstHandlers", 1L),
                        entry("bus.benchmarks.RegistrationBenchmark.topicsAtOnce", 1L),
                        entry("bus.benchmarks.RegistrationBenchmark.topicsOneByOne", 1L),
                        entry("bus.benchmarks.StartBenchmark.process", 6L),
                        entry("bus.benchmarks.WarmRegistrationBenchmark.handlerOverTopics", 5L),
                        entry("bus.benchmarks.WarmRegistrationBenchmark.topicAgainstHandlers", 1L),
                        entry("bus.benchmarks.WarmRegistrationBenchmark.topicsAtOnce", 1L),
                        entry("bus.benchmarks.WarmRegistrationBenchmark.topicsOneByOne", 1L),
                        entry("bus.benchmarks.WorkBenchmark.handle", 6L),
                        entry("bus.core.MailboxBenchmark.put", 10L)));
    }
}
