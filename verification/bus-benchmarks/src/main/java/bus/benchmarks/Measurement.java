package bus.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of a benchmark in a round.
 *
 * @param jdk the version of the JDK
 * @param gc the name of the garbage collector
 * @param round 1 for the first
 * @param benchmark the simple name of the class, a dot and the name of the method
 * @param params the values of its parameters
 * @param threads how many threads ran it
 * @param unit the unit of the score, such as ns/op
 * @param score the mean
 * @param bytes how many bytes an operation allocated; null where that means nothing
 */
public record Measurement(
        String jdk,
        String gc,
        int round,
        String benchmark,
        Map<String, String> params,
        int threads,
        String unit,
        double score,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double bytes) {

    static Measurement of(RunResult result, String gc, int round) {
        BenchmarkParams ran = result.getParams();
        Map<String, String> params = new TreeMap<>();
        for (String key : ran.getParamsKeys()) {
            params.put(key, ran.getParam(key));
        }
        return new Measurement(
                ran.getJdkVersion(),
                gc,
                round,
                simpleName(ran.getBenchmark()),
                params,
                ran.getThreads(),
                result.getPrimaryResult().getScoreUnit(),
                result.getPrimaryResult().getScore(),
                bytes(result));
    }

    private static String simpleName(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    /** What a single shot allocates is mostly that of the JVM as it warms up. */
    private static @Nullable Double bytes(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        if (allocated == null
                || Double.isNaN(allocated.getScore())
                || result.getParams().getMode() == Mode.SingleShotTime) {
            return null;
        }
        return allocated.getScore();
    }
}
