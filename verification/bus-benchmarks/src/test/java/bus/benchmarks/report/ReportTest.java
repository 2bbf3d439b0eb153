package bus.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/made-up-example.json");
    private static final Path DOCS = Path.of("../../docs");

    @TempDir
    private Path folder;

    @BeforeEach
    void copyTheExample() throws IOException {
        Files.copy(EXAMPLE, folder.resolve(Report.MEASUREMENTS));
        Files.writeString(
                folder.resolve(Report.PAGE),
                Stream.of(
                                "run",
                                "bars",
                                "emit",
                                "ids",
                                "growth",
                                "observers",
                                "registration",
                                "start",
                                "footprint",
                                "hand-off")
                        .map(it -> "<!-- report: " + it + " -->\n<!-- /report -->\n")
                        .collect(Collectors.joining()));
    }

    private String reported(String place) throws IOException {
        Report.main(new String[] {folder.toString()});
        String page = Files.readString(folder.resolve(Report.PAGE));
        return page.split("<!-- report: " + place + " -->")[1].split("<!-- /report -->")[0];
    }

    @Test
    void thePageInTheDocsIsWhatWasMeasured() throws IOException {
        Measurements measurements = Measurements.read(DOCS.resolve(Report.MEASUREMENTS));
        String page = Files.readString(DOCS.resolve(Report.PAGE));

        assertThat(page).isEqualTo(Report.page(measurements, page));
    }

    @Test
    void theChartInTheDocsIsWhatWasMeasured() throws IOException {
        Measurements measurements = Measurements.read(DOCS.resolve(Report.MEASUREMENTS));

        assertThat(DOCS.resolve(Report.CHART)).hasContent(new Chart(measurements).svg());
    }

    @Test
    void aTableHasMediansWithTheirSpreadAndSaysWhatWasNotMeasured() throws IOException {
        assertThat(reported("emit"))
                .contains("| ns/op | JDK 17, G1 | JDK 17, Parallel | JDK 25, G1 | JDK 25, Parallel | bytes |\n")
                .contains(
                        "| **Bus, full emit** | 60 (55\u201366) | not measured | 50 (48\u201358) | not measured | 56\u201364 |\n")
                .contains("| Reactor | not measured | not measured | not measured | not measured | |\n");
    }

    @Test
    void barsAreCountedAndThoseNotMetSaySo() throws IOException {
        assertThat(reported("bars"))
                .contains(" 5 met, 1 not met, ")
                .contains(
                        "| full emit / its limit | at most 1.2 | 1.20 met | not measured | **1.25 not met** | not measured |\n");
    }

    @Test
    void casesAreCalledByTheirMethodAndParameters() throws IOException {
        assertThat(reported("growth")).contains("| hot topics, topics 100,000, others 0 |");
        assertThat(reported("registration"))
                .contains("| handler over topics, `^a\\|b$` |")
                .contains("| topics at once |");
    }

    @Test
    void thePageSaysOnWhatItWasMeasured() throws IOException {
        assertThat(reported("run"))
                .contains("2026-11-26 on a made-up processor, 2 cores, 1 GiB, Linux,")
                .contains("JDKs 17.0.15 and 25.0.1, in 3 rounds")
                .contains("Guava 33.8.0-jre, Spring 6.2.19.");
    }

    @Test
    void theChartIsXmlAndNamesWhatItShows() throws Exception {
        String svg = new Chart(Measurements.read(EXAMPLE)).svg();

        Files.writeString(folder.resolve("chart.svg"), svg);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("chart.svg").toFile());
        assertThat(svg)
                .contains("Bus, full emit: 60 ns on JDK 17, 50 ns on JDK 25.")
                .contains("Reactor: not measured on JDK 17,")
                .contains("Guava 33.8.0-jre");
    }

    @Test
    void aCaseThatIsMeasuredTwiceInARoundIsRefused() {
        Measurements measurements =
                new Example().bytes(Case.of("A.b"), 1).bytes(Case.of("A.b"), 2).measurements();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> measurements.spread(Example.JVM, round -> round.score(Case.of("A.b"))))
                .withMessageStartingWith("a case must be measured once in a round: round=1, jdk=17.0.15, gc=G1, case=");
    }

    @Test
    void whatIsMeasuredAgainReplacesWhatWasMeasuredBefore() {
        Measurements before = new Example()
                .scores(Case.of("A.b"), 1, 2)
                .scores(Case.of("C.d"), 9)
                .measurements();
        Measurements again = new Example()
                .scores(Case.of("A.b"), 5)
                .scores(Case.of("E.f"), 7)
                .measurements();

        assertThat(before.with(again))
                .isEqualTo(new Example()
                        .scores(Case.of("A.b"), 5, 2)
                        .scores(Case.of("C.d"), 9)
                        .scores(Case.of("E.f"), 7)
                        .measurements());
    }

    @Test
    void measurementsOfTwoMachinesAreNotPutTogether() {
        Measurements here = new Example().measurements();
        Measurements elsewhere = new Measurements(
                here.date(), new Machine("another", 4, "8 GiB", "Linux"), here.versions(), 1, here.measurements());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.with(elsewhere))
                .withMessageStartingWith("measurements must be of one machine: before=");
    }

    @Test
    void onlyMeasurementsBesideAPageAreOfOne() {
        assertThat(Report.isOf(folder.resolve(Report.MEASUREMENTS))).isTrue();
        assertThat(Report.isOf(folder.resolve("other.json"))).isFalse();
        assertThat(Report.isOf(folder.resolve("elsewhere").resolve(Report.MEASUREMENTS)))
                .isFalse();
    }
}
