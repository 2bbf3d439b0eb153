package bus.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import bus.benchmarks.report.Measurements;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class ResultsTest {

    @TempDir
    Path folder;

    @Test
    void theFileHoldsWhatWasMeasuredWhereAndOfWhat() throws Exception {
        RunResult result = run("EmitBenchmark.lookup");
        Path file = folder.resolve("new").resolve("performance.json");

        Results results = new Results();
        results.add(result, Collector.G1, 2);
        results.soFar(2).write(file);

        assertThat(Measurements.read(file)).isEqualTo(results.soFar(2));
        JsonNode written = new ObjectMapper().readTree(file.toFile());
        assertThat(written.path("date").asText()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(written.path("machine").path("cpu").asText()).isNotBlank();
        assertThat(written.path("machine").path("cores").asInt()).isPositive();
        assertThat(written.path("machine").path("memory").asText()).matches("[1-9]\\d* GiB");
        assertThat(written.path("machine").path("os").asText()).startsWith(System.getProperty("os.name"));
        assertThat(written.path("versions").path("Guava").asText()).matches("\\d.*");
        assertThat(written.path("rounds").asInt()).isEqualTo(2);
        JsonNode measurement = written.path("measurements").path(0);
        assertThat(measurement.path("jdk").asText()).isEqualTo(Jdk.running().version());
        assertThat(measurement.path("gc").asText()).isEqualTo("G1");
        assertThat(measurement.path("round").asInt()).isEqualTo(2);
        assertThat(measurement.path("benchmark").asText()).isEqualTo("EmitBenchmark.lookup");
        assertThat(measurement.path("params").toString()).isEqualTo("{\"handlers\":\"10\"}");
        assertThat(measurement.path("threads").asInt()).isOne();
        assertThat(measurement.path("unit").asText()).isEqualTo("ns/op");
        assertThat(measurement.path("score").asDouble())
                .isEqualTo(result.getPrimaryResult().getScore());
        assertThat(measurement.path("bytes").asDouble()).isPositive();
    }

    @Test
    void bytesAreAbsentWhereTheyMeanNothing() throws Exception {
        Path file = folder.resolve("performance.json");
        Results results = new Results();
        results.add(run("RegistrationBenchmark.topicsAtOnce"), Collector.G1, 1);
        results.soFar(1).write(file);

        assertThat(Files.readString(file))
                .contains("RegistrationBenchmark.topicsAtOnce")
                .doesNotContain("bytes");
    }

    private static RunResult run(String benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("\\." + benchmark + "$")
                        .param("handlers", "10")
                        .addProfiler(GCProfiler.class)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .runSingle();
    }
}
