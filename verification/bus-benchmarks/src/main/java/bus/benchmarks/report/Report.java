package bus.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what was measured into the page about performance, and draws its chart. */
public final class Report {

    static final String MEASUREMENTS = "performance.json";
    static final String PAGE = "performance.md";
    static final String CHART = "performance.svg";

    private Report() {}

    /**
     * Reads {@code performance.json} in a folder, and writes {@code performance.md} and {@code performance.svg} beside
     * it. What people wrote into the page stays as it is.
     *
     * @param args the folder, if it is not {@code docs}
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String... args) throws IOException {
        Path folder = Path.of(args.length == 0 ? "docs" : args[0]);
        Measurements measurements = Measurements.read(folder.resolve(MEASUREMENTS));
        Files.writeString(folder.resolve(PAGE), page(measurements, Files.readString(folder.resolve(PAGE))));
        Files.writeString(folder.resolve(CHART), new Chart(measurements).svg());
    }

    /**
     * Returns whether measurements are those of a page, which lies beside them.
     *
     * @param measurements a file
     * @return false if they are kept elsewhere
     */
    public static boolean isOf(Path measurements) {
        return measurements.endsWith(MEASUREMENTS) && Files.exists(measurements.resolveSibling(PAGE));
    }

    static String page(Measurements measurements, String before) {
        return Page.fill(before, new Tables(measurements).all());
    }
}
