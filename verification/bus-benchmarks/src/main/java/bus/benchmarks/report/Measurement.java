package bus.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One score, the mean of one case on one JVM in one round.
 *
 * @param jdk the full version of the JDK
 * @param gc the garbage collector
 * @param round the number of the round, from 1
 * @param benchmark the simple name of the class of the benchmark, and its method
 * @param params the parameters of the benchmark, by their names; none if absent
 * @param threads how many threads ran it at the same time
 * @param unit of the score
 * @param score what was measured
 * @param bytes allocated by an operation; absent where that means nothing
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

    /** Copies the parameters. */
    public Measurement {
        params = params == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** What stands in the file once: what was measured, on which JDK with which collector, in which round. */
    private record Key(Case what, String jdk, String gc, int round) {}

    Object key() {
        return new Key(what(), jdk, gc, round);
    }

    Case what() {
        return new Case(benchmark, params, threads);
    }

    Jvm jvm() {
        return new Jvm(Runtime.Version.parse(jdk).feature(), gc);
    }
}
