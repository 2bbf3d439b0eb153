package bus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Each stress test runs for a moment, in a process of its own. What they print and find is left in
 * {@code target/jcstress}.
 */
class StressTestsRunTest {

    private static final Path FOLDER = Path.of("target", "jcstress").toAbsolutePath();
    private static final Path OUTPUT = FOLDER.resolve("output.txt");

    @Test
    void eachStressTestRunsAndSeesNothingForbidden() throws Exception {
        // The first compiler alone: the second would hardly be done when it is over.
        int status = run("-jvmArgs", "-XX:TieredStopAtLevel=1", "-pth", "false", "-iters", "1", "-time", "400");

        assertThat(status).as(Files.readString(OUTPUT)).isZero();
        Collection<TestResult> results = results();
        assertThat(results.stream().map(TestResult::getName).collect(Collectors.toSet()))
                .hasSize(26)
                .isEqualTo(Set.copyOf(TestList.tests()));
        assertThat(results).allSatisfy(result -> {
            assertThat(result.status()).isEqualTo(Status.NORMAL);
            assertThat(result.getTotalCount()).as(result.getName()).isPositive();
        });
    }

    private static int run(String... args) throws Exception {
        Files.createDirectories(FOLDER);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(java, "-cp", System.getProperty("java.class.path"), StressTests.class.getName());
        Process process = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(args)).toList())
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES))
                    .as(OUTPUT.toString())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue();
    }

    /** Reads what the last run wrote: the name of the file is the time. */
    private static Collection<TestResult> results() throws IOException, ClassNotFoundException {
        Path last;
        try (Stream<Path> files = Files.list(FOLDER)) {
            last = files.filter(file -> file.toString().endsWith(".bin.gz"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        InProcessCollector collector = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(last.toString(), collector);
        try {
            reader.dump();
        } finally {
            reader.close();
        }
        return collector.getTestResults();
    }
}
