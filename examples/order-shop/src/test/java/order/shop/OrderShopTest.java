package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderShopTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(byte[] in, String... arguments) {
        return new OrderShop(
                        new ByteArrayInputStream(in),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        Duration.ofMillis(10))
                .run(arguments);
    }

    private int run(String... arguments) {
        return run(new byte[0], arguments);
    }

    private List<String> printed() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A small file of orders with everything in it that is legal and awkward. */
    private static Path orders() throws URISyntaxException {
        return Path.of(OrderShopTest.class.getResource("/orders.csv").toURI());
    }

    @Test
    void withoutAFileTheSceneIsPlayed() {
        assertThat(run()).isZero();
        assertThat(told()).isEmpty();
        List<String> lines = printed();
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(4, 7))
                .containsExactly(
                        "Total event count for order.created: 3",
                        "Total event count for order.canceled: 1",
                        "Order total amount 76.50");
        List<String> transactions = lines.subList(0, 4).stream()
                .map(line -> line.replaceAll(".* tx=(\\S+) .*", "$1"))
                .toList();
        assertThat(transactions.subList(0, 3)).containsOnly(transactions.get(0));
        assertThat(transactions.get(3)).isNotEqualTo(transactions.get(0));
        assertThat(lines.get(0)).matches("\\S+Z order\\.created id=(\\w{16}) tx=\\1 order=1001 lines=2 amount=12.50");
        assertThat(lines.get(3)).matches("\\S+Z order\\.canceled id=(\\w{16}) tx=\\1 order=C1004 lines=1 amount=7.95");
    }

    @Test
    void theOrdersOfAFileAreEmittedInTheOrderOfTheirFirstLines() throws Exception {
        assertThat(run(orders().toString())).isZero();
        assertThat(printed().stream().map(line -> line.replaceAll(".* (order\\.\\w+) .* (order=.*)", "$1 $2")))
                .containsExactly(
                        "order.created order=1001 lines=3 amount=0.60",
                        "order.created order=1002 lines=2 amount=31.001",
                        "order.canceled order=C1003 lines=1 amount=9.90",
                        "order.created order=1004 lines=1 amount=0.00",
                        "Total event count for order.created: 3",
                        "Total event count for order.canceled: 1",
                        "Order total amount 21.701");
    }

    @Test
    void quietPrintsTheTotalsAlone() throws Exception {
        assertThat(run("--quiet", orders().toString())).isZero();
        assertThat(printed()).hasSize(3);
    }

    @RepeatedTest(10)
    void totalsAreExactThoughConsumersLagBehind() throws Exception {
        StringBuilder many = new StringBuilder(Files.readString(orders()));
        IntStream.range(0, 5_000)
                .forEach(number -> many.append(number % 5 == 0 ? "C" : "")
                        .append(10_000 + number)
                        .append(number % 5 == 0 ? ",A,,-1" : ",A,,1")
                        .append(",t,0.01,,UK\n"));
        assertThat(run(many.toString().getBytes(StandardCharsets.UTF_8), "-q", "-"))
                .isZero();
        assertThat(printed())
                .containsExactly(
                        "Total event count for order.created: 4003",
                        "Total event count for order.canceled: 1001",
                        "Order total amount 51.701");
    }

    @Test
    void totalsAreExactThoughConsumersAreSlow() throws Exception {
        assertThat(run("--slow", "1", orders().toString())).isZero();
        assertThat(printed().subList(4, 7))
                .containsExactly(
                        "Total event count for order.created: 3",
                        "Total event count for order.canceled: 1",
                        "Order total amount 21.701");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "-1", "1.5", "60001", "9999999999"})
    void aPaceThatIsBadIsRefused(String millis) {
        assertThat(run("--slow=" + millis)).isEqualTo(2);
        assertThat(told())
                .isEqualToIgnoringNewLines("order-shop: --slow must be a whole number in [0, 60000]: MILLIS=\"" + millis
                        + "\"; leave it out or give milliseconds");
        assertThat(printed()).isEmpty();
    }

    @Test
    void totalsAreOverAllFilesAndInvoicesPerFile() throws Exception {
        byte[] again = Files.readAllBytes(orders());
        assertThat(run(again, "-q", orders().toString(), "-")).isZero();
        assertThat(printed())
                .containsExactly(
                        "Total event count for order.created: 6",
                        "Total event count for order.canceled: 2",
                        "Order total amount 43.402");
    }

    @Test
    void aBrokenFileEndsWithStatusTwoAndNoTotals() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.csv"), Files.readString(orders()) + "1,2\n");
        assertThat(run("-q", orders().toString(), broken.toString())).isEqualTo(2);
        assertThat(printed()).isEmpty();
        assertThat(told())
                .isEqualToIgnoringNewLines("order-shop: line must have as many fields as the header: file=" + broken
                        + ", line=10, fields=2, columns=8; mend the line");
    }

    @Test
    @Timeout(20)
    void aBrokenFileDoesNotWaitForSlowConsumers() throws Exception {
        assertThat(run("--slow", "60000", orders().toString(), "missing.csv")).isEqualTo(2);
        assertThat(told().lines()).singleElement().asString().contains("file must be readable");
        assertThat(printed()).hasSize(4).allMatch(line -> line.contains(" id="));
    }

    @Test
    void aFileThatCannotBeReadEndsWithStatusTwo() {
        for (Path file : List.of(folder, folder.resolve("missing.csv"))) {
            out.reset();
            err.reset();
            assertThat(run(file.toString())).isEqualTo(2);
            assertThat(printed()).isEmpty();
            assertThat(told()).startsWith("order-shop: file must be readable: file=" + file + ", problem=");
        }
        err.reset();
        assertThat(run("a\0b")).isEqualTo(2);
        assertThat(told()).startsWith("order-shop: file must be readable: file=a\0b, problem=");
    }

    @Test
    void standardInputIsNamedInErrors() {
        assertThat(run("nonsense\n".getBytes(StandardCharsets.UTF_8), "-")).isEqualTo(2);
        assertThat(told())
                .startsWith("order-shop: header must have the column InvoiceNo: file=standard input, line=1,");
    }

    @Test
    void aNameThatBeginsWithAnAtSignIsThatOfAFile() throws Exception {
        String name = "@" + orders(); // picocli would put the words of that file into the command line
        assertThat(run("--quiet", name)).isEqualTo(2);
        assertThat(told()).startsWith("order-shop: file must be readable: file=" + name + ", problem=");
    }

    @Test
    void progressIsClearedBeforeEventsArePrinted() throws Exception {
        String orders = Files.readString(orders());
        String line = orders.lines().skip(1).findFirst().orElseThrow() + "\n";
        byte[] many = (orders + line.repeat(60_000)).getBytes(StandardCharsets.UTF_8);
        PrintStream terminal = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new OrderShop(new ByteArrayInputStream(many), terminal, terminal, true, Duration.ZERO).run("-");
        assertThat(status).isZero();
        String cleared = "\r" + " ".repeat(40) + "\r";
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("\r50,000 lines" + cleared)
                .containsOnlyOnce(cleared);
    }

    @Test
    void anIdGeneratorIsChosenByItsName() {
        assertThat(run("--id-generator", "snowflake", "--quiet")).isZero();
        assertThat(run("--id-generator", "nope")).isEqualTo(2);
        assertThat(told())
                .startsWith("order-shop: id generator must be one of those that are found: idGenerator=\"nope\"")
                .contains("found=[snowflake (", ", uuid (");
    }

    @Test
    void theIdGeneratorGetsItsSettings() {
        assertThat(run("--id-setting", "node=19", "--id-setting", "sequencer=second"))
                .isZero();
        assertThat(printed().get(0)).matches(".* id=\\w{12}000J .*");
        out.reset();
        assertThat(run("--id-generator", "uuid", "--id-setting=version=4")).isZero();
        assertThat(printed().get(0)).matches(".* id=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12} .*");
    }

    @Test
    void aSettingThatIsBadIsRefused() {
        assertThat(run("--id-setting", "node=x")).isEqualTo(2);
        assertThat(told())
                .startsWith("order-shop: setting of id generator snowflake must be a whole number in [0, 14776335]:");
        err.reset();
        assertThat(run("--id-setting", "nope=1")).isEqualTo(2);
        assertThat(told()).startsWith("order-shop: setting must be known to id generator snowflake: nope=\"1\"");
        err.reset();
        assertThat(run("--id-setting", "Node=1")).isEqualTo(2);
        assertThat(told())
                .startsWith("order-shop: --id-setting: setting must be words in lower case joined by hyphens:");
        err.reset();
        assertThat(run("--id-setting", "node")).isEqualTo(2);
        assertThat(told()).contains("--id-setting");
        assertThat(printed()).isEmpty();
    }

    @Test
    void aBlankIdGeneratorIsRefused() {
        assertThat(run("--id-generator", " ")).isEqualTo(2);
        assertThat(told())
                .isEqualToIgnoringNewLines(
                        "order-shop: --id-generator must not be blank: NAME=\" \"; leave it out or give" + " a name");
    }

    @Test
    void everyEventOfARunIsRecorded() throws Exception {
        Path file = folder.resolve("run.jfr");
        assertThat(run("--jfr", file.toString())).isZero();
        assertThat(printed()).hasSize(7);
        assertThat(told()).isEmpty();
        assertThat(RecordedRun.of(file))
                .isEqualTo(Map.of(
                        "bus.Emission", 4L,
                        "bus.Handling counter handled", 4L,
                        "bus.Handling calculator handled", 4L,
                        "bus.Handling printer handled", 4L));
    }

    @Test
    void aFileThatCannotBeRecordedIntoIsRefusedBeforeOrdersAreRead() {
        for (Path file : List.of(folder.resolve("missing/run.jfr"), folder)) {
            err.reset();
            assertThat(run("--jfr", file.toString(), "missing.csv")).isEqualTo(2);
            assertThat(told())
                    .startsWith("order-shop: --jfr must be a file that can be written: FILE=\"" + file + "\", problem=")
                    .endsWith("; give one in a folder that exists" + System.lineSeparator());
        }
        err.reset();
        assertThat(run("--jfr", "a\0b")).isEqualTo(2);
        assertThat(told()).startsWith("order-shop: --jfr must be a file that can be written: FILE=\"a\0b\", problem=");
        assertThat(printed()).isEmpty();
    }

    @Test
    void anUnknownOptionEndsWithStatusTwo() {
        assertThat(run("--bogus")).isEqualTo(2);
        assertThat(told()).contains("--bogus");
        assertThat(printed()).isEmpty();
    }

    @Test
    void helpAndVersionArePrinted() throws IOException {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Usage: order-shop",
                        "--id-generator",
                        "--id-setting",
                        "--quiet",
                        "--slow",
                        "--jfr",
                        "--help",
                        "--version",
                        "BUS_IDGEN",
                        "Ctrl-C",
                        "130");
        out.reset();
        assertThat(run("--version")).isZero();
        assertThat(printed()).singleElement().asString().startsWith("order-shop ");
        assertThat(told()).isEmpty();
    }
}
