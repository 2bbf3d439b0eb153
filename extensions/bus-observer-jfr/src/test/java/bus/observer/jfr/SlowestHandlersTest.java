package bus.observer.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowestHandlersTest {

    private static final Topic<Integer> QUICK = Topic.of("quick", Integer.class);
    private static final Topic<Integer> SLOW = Topic.of("slow", Integer.class);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        return SlowestHandlers.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theTenSlowestHandlersOfARecordingArePrinted() {
        try (Bus bus = Bus.create();
                Recorded recorded = Recorded.everything()) {
            bus.registerTopics(QUICK, SLOW);
            for (int i = 1; i <= 11; i++) {
                bus.registerHandler("quick " + i, TopicMatcher.wildcard("#"), event -> {});
            }
            bus.registerHandler(
                    "slow",
                    TopicMatcher.wildcard("*").payload(Integer.class),
                    event -> Busy.work(Duration.ofMillis(event.data())));
            bus.emit(QUICK, 1);
            bus.emit(SLOW, 200);
            bus.emit(QUICK, 0);

            assertThat(run(recorded.file().toString())).isZero();
        }
        assertThat(told()).isEmpty();
        List<String> lines = printed();
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).matches("handler +calls +longest +mean  topic of the longest");
        assertThat(lines.get(1)).matches("slow +3 +[\\d,]+\\.\\d{3} ms +[\\d,]+\\.\\d{3} ms  slow");
        assertThat(lines.subList(2, 11)).allMatch(line -> line.matches("quick \\d+ +3 +.* ms +.* ms  (quick|slow)"));
        assertThat(lines.stream()
                        .map(line ->
                                line.indexOf("topic of") < 0 ? line.lastIndexOf(" ms") : line.lastIndexOf("mean") + 1))
                .containsOnly(lines.get(1).lastIndexOf(" ms"));
    }

    @Test
    void aRecordingWithoutHandlingsIsToldAsSuch() {
        try (Recorded recorded = Recorded.everything()) {
            assertThat(run(recorded.file().toString())).isZero();
        }
        assertThat(printed())
                .containsExactly("No handling was recorded: none took as long as the threshold of bus.Handling.");
        assertThat(told()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadEndsWithStatusTwo() throws Exception {
        Path text =
                Files.writeString(folder.resolve("text.jfr"), "this is a text, and not a recording at all".repeat(9));
        Path empty = Files.createFile(folder.resolve("empty.jfr"));
        for (Path file : List.of(folder.resolve("missing.jfr"), folder, text, empty)) {
            err.reset();
            assertThat(run(file.toString())).isEqualTo(2);
            assertThat(told())
                    .startsWith("bus-observer-jfr: recording must be readable: file=" + file + ", problem=")
                    .endsWith("; give one that the flight recorder has written" + System.lineSeparator());
        }
        err.reset();
        assertThat(run("a\0b")).isEqualTo(2);
        assertThat(told()).startsWith("bus-observer-jfr: recording must be readable: file=a\0b, problem=");
        assertThat(printed()).isEmpty();
    }

    @Test
    void aCommandLineThatIsNotUnderstoodEndsWithStatusTwo() {
        for (List<String> arguments : List.of(List.<String>of(), List.of("a.jfr", "b.jfr"))) {
            err.reset();
            assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
            assertThat(told())
                    .isEqualToIgnoringNewLines("bus-observer-jfr: there must be one recording: arguments=" + arguments
                            + "; give the file of a recording, or --help");
        }
        assertThat(printed()).isEmpty();
    }

    @Test
    void helpIsPrinted() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Usage: java -jar bus-observer-jfr", "JFR.dump", "10 ms", "Exit status");
        assertThat(told()).isEmpty();
    }
}
