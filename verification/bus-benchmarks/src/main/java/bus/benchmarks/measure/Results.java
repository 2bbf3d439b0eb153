package bus.benchmarks.measure;

import bus.benchmarks.report.Machine;
import bus.benchmarks.report.Measurement;
import bus.benchmarks.report.Measurements;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Collects the measurements of a run. */
final class Results {

    private final List<Measurement> measured = new ArrayList<>();

    boolean isEmpty() {
        return measured.isEmpty();
    }

    /** Adds what JMH measured. */
    void add(RunResult result, Collector collector, int round) {
        BenchmarkParams ran = result.getParams();
        Map<String, String> params = new TreeMap<>();
        ran.getParamsKeys().forEach(key -> params.put(key, ran.getParam(key)));
        measured.add(new Measurement(
                ran.getJdkVersion(),
                collector.toString(),
                round,
                simpleName(ran.getBenchmark()),
                params,
                ran.getThreads(),
                result.getPrimaryResult().getScoreUnit(),
                result.getPrimaryResult().getScore(),
                bytes(result)));
    }

    /** Adds bytes in use, which depend on no collector; they stand by the one that all is measured with. */
    void add(String benchmark, double bytes, String jdk, int round) {
        measured.add(new Measurement(jdk, Collector.G1.toString(), round, benchmark, Map.of(), 1, "B", bytes, null));
    }

    /** Returns what was measured so far, today on this machine. */
    Measurements soFar(int rounds) throws IOException {
        return new Measurements(
                LocalDate.now().toString(), Machine.here(), readVersions(), rounds, List.copyOf(measured));
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

    private static Map<String, String> readVersions() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Results.class.getResourceAsStream("versions.properties")) {
            properties.load(Objects.requireNonNull(file, "versions.properties must be on the class path"));
        }
        Map<String, String> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.stringPropertyNames().forEach(name -> versions.put(name, properties.getProperty(name)));
        return versions;
    }
}
