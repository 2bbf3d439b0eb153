package order.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the image as its users do. */
class LauncherIT {

    private static final Path IMAGE = Path.of(System.getProperty("image"));
    private static final String LAST_LINE = "Order total amount 76.50";

    @TempDir
    private Path folder;

    private Process process;

    @AfterEach
    void endTheProcessThatIsLeft() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private record Outcome(int status, String out, String err) {}

    private ProcessBuilder builder(Path script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BUS_IDGEN"));
        return builder;
    }

    private Outcome run(Path script, String in, String... arguments) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("in"), in);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        process = builder(script, arguments)
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private void assertRuns(Path script) throws IOException, InterruptedException {
        Outcome outcome = run(script, "", "--quiet");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).hasSize(3);
        assertThat(outcome.out()).endsWith(LAST_LINE + System.lineSeparator());
        assertThat(outcome.status()).isZero();
    }

    private static Path launcher() {
        return IMAGE.resolve("bin/order-shop");
    }

    @Test
    void itRunsFromAnyFolder() throws Exception {
        assertRuns(launcher());
    }

    @Test
    void itRunsThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link to the shop"), launcher());
        Files.createDirectory(folder.resolve("deeper"));
        assertRuns(link);
        assertRuns(Files.createSymbolicLink(folder.resolve("deeper/link"), Path.of("../link to the shop")));
    }

    @Test
    void itRunsAsACommandThatIsFoundOnThePath() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("shop"), launcher());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "PATH=\"$1:$PATH\"; shop -q", "sh", folder.toString())
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BUS_IDGEN"));
        process = builder.start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(LAST_LINE);
        assertThat(process.waitFor()).isZero();
        Files.delete(link);
    }

    @Test
    void theModuleKnowsItsMainClass() throws Exception {
        Outcome outcome = run(IMAGE.resolve("bin/java"), "", "--module", "order.shop", "--quiet");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(LAST_LINE);
    }

    private Path manyOrders() throws IOException {
        StringBuilder many =
                new StringBuilder("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
        IntStream.range(0, 20_000)
                .forEach(number -> many.append("\n").append(number).append(",A,,1,t,1,,UK"));
        return Files.writeString(folder.resolve("many.csv"), many);
    }

    @Test
    void itEndsQuietlyIfNobodyReadsItsOutput() throws Exception {
        Outcome outcome = run(
                Path.of("/bin/sh"),
                "",
                "-c",
                "\"$1\" \"$2\" | head -n 1",
                "sh",
                launcher().toString(),
                manyOrders().toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).singleElement().asString().contains("order=0 ");
        assertThat(outcome.status()).isZero();
    }

    /**
     * A signal that is ignored stays so in the programs that are started: Ctrl-C in those that a script puts into the
     * background.
     */
    private static boolean isIgnored(String signal) throws IOException, InterruptedException {
        return new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " $$; exit 0")
                        .start()
                        .waitFor()
                == 0;
    }

    private static void send(String signal, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void readEvents(BufferedReader out, int events) throws IOException {
        for (int i = 0; i < events; i++) {
            assertThat(out.readLine()).contains(" id=");
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143"})
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD) // to read a pipe cannot be interrupted
    void aSignalEndsItWithPartialTotals(String signal, int status) throws Exception {
        assumeFalse(isIgnored(signal), "the signal " + signal + " is ignored here");
        Path err = folder.resolve("err");
        String orders =
                Path.of(LauncherIT.class.getResource("/orders.csv").toURI()).toString();
        process = builder(launcher(), "--slow", "60000", orders)
                .redirectError(err.toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        readEvents(out, 4); // then all is emitted, and the first event is handled until it is interrupted
        send(signal, process);
        assertThat(out.lines())
                .containsExactly(
                        "Interrupted: the totals are partial. Events not handled: counter 4, calculator 4",
                        "Total event count for order.created: 0",
                        "Total event count for order.canceled: 0",
                        "Order total amount 0.00");
        assertThat(process.waitFor()).isEqualTo(status);
        assertThat(err).isEmptyFile();
    }

    @Test
    void itsJvmShowsWhatItHasRecorded() throws Exception {
        assertThat(run(launcher(), "", "--quiet", "--jfr", "run.jfr").err()).isEmpty();
        Outcome events = run(IMAGE.resolve("bin/jfr"), "", "print", "--events", "bus.*", "run.jfr");
        assertThat(events.out().lines().filter(line -> line.startsWith("bus.Emission {")))
                .hasSize(4);
        assertThat(events.out().lines().filter(line -> line.startsWith("bus.Handling {")))
                .hasSize(8);
        assertThat(run(IMAGE.resolve("bin/jfr"), "", "summary", "run.jfr").out().lines())
                .anyMatch(line -> line.matches(" *bus\\.Emission +4 .*"))
                .anyMatch(line -> line.matches(" *bus\\.Handling +8 .*"));
    }

    /** The recorder of the JVM must not end before the run has: consumers go on for a while. */
    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void theRecordingIsCompleteThoughASignalEndsIt() throws Exception {
        String orders =
                Path.of(LauncherIT.class.getResource("/orders.csv").toURI()).toString();
        process = builder(launcher(), "--jfr", "run.jfr", "--slow", "60000", orders)
                .redirectErrorStream(true)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        readEvents(out, 4);
        send("TERM", process);
        assertThat(out.lines()).hasSize(4);
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(RecordedRun.of(folder.resolve("run.jfr"))).isEqualTo(RecordedRun.INTERRUPTED_AT_THE_FIRST_EVENT);
    }

    @Test
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void aSignalEndsItThoughItsOutputIsNotReadAnyMore() throws Exception {
        process = builder(launcher(), manyOrders().toString()).start();
        readEvents(process.inputReader(StandardCharsets.UTF_8), 1); // there are more than go into a pipe
        send("TERM", process);
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void metricsAreRefusedWithoutTheJarsThatTheyNeed() throws Exception {
        Outcome outcome = run(launcher(), "", "--metrics", "0");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith(
                        "order-shop: --metrics must have the jars of Micrometer beside the image: missing=io/micrometer/")
                .contains(
                        "JDK_JAVA_OPTIONS=\"--module-path DIR --add-modules " + System.getProperty("metrics.modules"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    void metricsAreServedWithTheJarsBesideItUntilASignal(String signal) throws Exception {
        assumeFalse(isIgnored(signal), "the signal " + signal + " is ignored here");
        ProcessBuilder builder = builder(launcher(), "--quiet", "--metrics", "0");
        builder.environment()
                .put(
                        "JDK_JAVA_OPTIONS",
                        "--module-path \"" + System.getProperty("metrics") + "\" --add-modules "
                                + System.getProperty("metrics.modules"));
        process = builder.start();
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        String address = null;
        for (String line = err.readLine(); !line.contains("until Ctrl-C"); line = err.readLine()) {
            address = line.startsWith("order-shop: metrics") ? line.replaceFirst(".* ", "") : address;
        }
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).isEqualTo("Total event count for order.created: 3");
        assertThat(out.readLine()).isEqualTo("Total event count for order.canceled: 1");
        assertThat(out.readLine()).isEqualTo(LAST_LINE);
        try (InputStream page = URI.create(address).toURL().openStream()) {
            assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .contains(
                            "bus_events_emitted_total{topic=\"order.created\"} 3.0",
                            "bus_events_emitted_total{topic=\"order.canceled\"} 1.0",
                            "order_shop_amount 76.5");
        }
        send(signal, process);
        assertThat(process.waitFor()).isZero();
        assertThat(out.readLine()).isNull();
    }

    @Test
    void itRunsInAFolderWithASpaceInItsName() throws Exception {
        Path copy = folder.resolve("a copy of the shop");
        try (Stream<Path> files = Files.walk(IMAGE)) {
            files.forEach(file -> {
                try {
                    Files.copy(
                            file, copy.resolve(IMAGE.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        assertRuns(copy.resolve("bin/order-shop"));
    }

    @Test
    void itReadsStandardInputAndPassesTheExitStatusOn() throws Exception {
        Outcome outcome = run(launcher(), "nonsense\n", "-");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("order-shop: header must have the column InvoiceNo");
    }

    @Test
    void argumentsWithSpacesAreKeptTogether() throws Exception {
        Files.copy(Path.of(LauncherIT.class.getResource("/orders.csv").toURI()), folder.resolve("my orders.csv"));
        assertThat(run(launcher(), "", "--quiet", "my orders.csv").out()).contains("Order total amount 21.701");
    }

    @Test
    void noProgressIsToldWhereStandardErrorIsNoTerminal() throws Exception {
        String orders = Files.readString(
                Path.of(LauncherIT.class.getResource("/orders.csv").toURI()));
        String line = orders.lines().skip(1).findFirst().orElseThrow() + "\n";
        String many = orders + line.repeat(120_000);
        Outcome outcome = run(launcher(), many, "-q", "-");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
    }
}
