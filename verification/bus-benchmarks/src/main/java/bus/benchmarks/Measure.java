package bus.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything and keeps the results as JSON.
 *
 * <p>In a round each benchmark runs once on each JDK with each garbage collector, in a JVM of its own; the rounds follow one
 * another. So whatever is compared within a round ran within minutes, and what slows the machine for a while spoils one round. The
 * file is written after every round.
 */
public final class Measure {

    private final MeasureSettings settings;
    private final List<Measurement> measured = new ArrayList<>();

    private Measure(MeasureSettings settings) {
        this.settings = settings;
    }

    /**
     * Measures.
     *
     * @param arguments {@code [--rounds N] [--jdk HOME]... [--gc G1|Parallel]... [--only REGEX] [--out FILE]}: how often (3), on
     *     which JDKs (that which runs this), with which garbage collectors (both), only the benchmarks in whose simple names, such
     *     as {@code EmitBenchmark.full}, the pattern is found (all), and the file for the results
     * @throws RunnerException if a benchmark fails
     * @throws IOException if the file cannot be written
     */
    public static void main(String... arguments) throws RunnerException, IOException {
        new Measure(MeasureSettings.of(arguments)).run();
    }

    private void run() throws RunnerException, IOException {
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Path jdk : settings.jdks()) {
                for (Collector collector : settings.collectors()) {
                    run(round, jdk, collector);
                }
            }
            if (measured.isEmpty()) {
                throw new IllegalArgumentException("some benchmark must contain the pattern: only=" + settings.only()
                        + "; give one that is found in a name such as EmitBenchmark.full");
            }
            Performance.here(round, measured).write(settings.out());
            System.out.println("Round " + round + " of " + settings.rounds() + " is in "
                    + settings.out().toAbsolutePath());
        }
    }

    private void run(int round, Path jdk, Collector collector) throws RunnerException {
        for (MeasuringPart part : MeasuringPart.values()) {
            if (part.isFor(collector)) {
                try {
                    new Runner(part.options(settings.only(), jdk, collector))
                            .run().stream()
                                    .map(result -> Measurement.of(result, collector.toString(), round))
                                    .forEach(measured::add);
                } catch (NoBenchmarksException e) {
                    continue; // the pattern is found in none of this part
                }
            }
        }
    }
}
