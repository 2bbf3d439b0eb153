package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Follows the page on the flight recorder with an application of its own, whose handler {@code mail} is slow. */
class FlightRecorderPageTest {

    static final String PAGE = "docs/flight-recorder.md";

    /** Emits once, or on and on; then it leaves a file when it has emitted, and another one when that was recorded. */
    private static final String APPLICATION = """
            import bus.api.*;
            import java.nio.file.*;
            import jdk.jfr.*;

            class Application {
                public static void main(String[] args) throws Exception {
                    Bus bus = Bus.create();
                    bus.registerTopics("order");
                    bus.registerHandler("stock", TopicMatcher.exact("order"), event -> {});
                    bus.registerHandler("mail", TopicMatcher.exact("order"), event -> {
                        long begin = System.nanoTime();
                        while (System.nanoTime() - begin < 30_000_000) {
                            Thread.onSpinWait();
                        }
                    });
                    bus.emit("order", "three apples");
                    while (args.length > 0) {
                        boolean recorded = FlightRecorder.isInitialized()
                                && FlightRecorder.getFlightRecorder().getRecordings().stream()
                                        .anyMatch(recording -> recording.getState() == RecordingState.RUNNING);
                        bus.emit("order", "three apples");
                        Path left = Path.of(recorded ? "recorded" : "emitted");
                        if (Files.notExists(left)) {
                            Files.createFile(left);
                        }
                    }
                }
            }
            """;

    private static final String APPLICATION_RUNS = """
            java -cp "$APPLICATION" Application forever & PID=$!
            trap 'kill $PID; wait $PID || true' EXIT
            until [ -e emitted ]; do sleep 0.1; done
            """;

    private static final String WAIT_UNTIL_RECORDED = "until [ -e recorded ]; do sleep 0.1; done\n";

    @AutoClose
    private final Programs programs = new Programs();

    private final Path folder = programs.newFolder();
    private List<String> commands;
    private String application;

    @BeforeEach
    void putTheJarsIntoPlace() throws IOException {
        commands = Block.in(Repository.ROOT.resolve(PAGE)).stream()
                .filter(block -> block.language().equals("sh"))
                .map(Block::text)
                .toList();
        Path jar = ProductJar.OBSERVER_JFR.path();
        Files.copy(jar, folder.resolve("bus-observer-jfr-" + System.getProperty("project.version") + ".jar"));
        Path api = ProductJar.API.path();
        Path classes = programs.compile(Map.of("Application.java", APPLICATION), "-cp", path(api));
        application = path(classes, api, ProductJar.CORE.path(), ProductJar.SNOWFLAKE.path(), jar);
    }

    private String run(String script) {
        Programs.Outcome outcome = programs.shell(Map.of("APPLICATION", application), folder, script);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return outcome.out();
    }

    @Test
    void theTenSlowestHandlersOfARunningApplicationAreShown() {
        String slowest = commands.get(0).replace("PID", "$PID").replaceFirst("\n", "\n" + WAIT_UNTIL_RECORDED);
        assertThat(run(APPLICATION_RUNS + slowest).lines())
                .anyMatch(line -> line.matches("handler +calls +longest +mean  topic of the longest"))
                .anyMatch(line -> line.matches("mail +\\d+ +[\\d,]+\\.\\d{3} ms +[\\d,]+\\.\\d{3} ms  order"));

        assertThat(run(commands.get(2)).lines())
                .contains("bus.Handling {", "  handler = \"mail\"")
                .anyMatch(line -> line.matches(" *bus\\.Handling +[1-9]\\d* .*"));
    }

    @Test
    void aRecordingIsStartedWithAThresholdOfItsOwn() {
        String started = commands.get(1).replace("PID", "$PID") + WAIT_UNTIL_RECORDED;
        assertThat(run(APPLICATION_RUNS + started + "jcmd $PID JFR.dump filename=all.jfr\njfr print all.jfr"))
                .contains("handler = \"stock\"");
    }

    @Test
    void everythingIsRecordedWithTheSettingsOfTheJar() {
        String everything = commands.get(3).replace("-jar application.jar", "-cp \"$APPLICATION\" Application");
        assertThat(run(everything).lines()).contains("bus.Emission {", "  handler = \"stock\"", "  handler = \"mail\"");
        assertThat(run("jfr summary run.jfr").lines())
                .anyMatch(line -> line.matches(" *jdk\\.ThreadStart +[1-9]\\d* .*"));
    }

    /** {@link ImageTest} and the tests of the order shop do the last. */
    @Test
    void thereAreNoOtherCommands() {
        assertThat(commands)
                .hasSize(5)
                .last()
                .isEqualTo("order-shop --jfr run.jfr\njfr print --events \"bus.*\" run.jfr\n");
    }
}
