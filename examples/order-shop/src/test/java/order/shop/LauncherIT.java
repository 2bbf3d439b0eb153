package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the image as its users do. */
class LauncherIT {

    private static final Path IMAGE = Path.of(System.getProperty("image"));
    private static final String LAST_LINE = "Order total amount 76.50";

    @TempDir
    private Path folder;

    private record Outcome(int status, String out, String err) {}

    private Outcome run(Path script, String in, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path input = Files.writeString(folder.resolve("in"), in);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BUS_IDGEN"));
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private void assertRuns(Path script) throws IOException, InterruptedException {
        Outcome outcome = run(script, "", "--quiet");
        assertThat(outcome.err()).isEmpty();
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
        Process process = builder.start();
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

    @Test
    void itEndsQuietlyIfNobodyReadsItsOutput() throws Exception {
        String orders = Files.readString(
                Path.of(LauncherIT.class.getResource("/orders.csv").toURI()));
        StringBuilder many = new StringBuilder(orders.lines().findFirst().orElseThrow());
        IntStream.range(0, 20_000)
                .forEach(number -> many.append("\n").append(number).append(",A,,1,t,1,,UK"));
        Path file = Files.writeString(folder.resolve("many.csv"), many);
        Outcome outcome = run(
                Path.of("/bin/sh"),
                "",
                "-c",
                "\"$1\" \"$2\" | head -n 1",
                "sh",
                launcher().toString(),
                file.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines()).singleElement().asString().contains("order=0 ");
        assertThat(outcome.status()).isZero();
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
