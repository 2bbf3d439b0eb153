package bus.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

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
     *     which JDKs (that which runs this), with which garbage collectors (both), only the benchmarks whose simple names, such
     *     as {@code EmitBenchmark.full}, begin as the pattern says (all), and the file for the results
     * @throws RunnerException if a benchmark fails
     * @throws IOException if a JDK cannot be started or the file cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String... arguments) throws RunnerException, IOException, InterruptedException {
        new Measure(MeasureSettings.of(arguments)).run();
    }

    private void run() throws RunnerException, IOException, InterruptedException {
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Jdk jdk : settings.jdks()) {
                for (Collector collector : settings.collectors()) {
                    run(round, jdk, collector);
                }
            }
            if (measured.isEmpty()) {
                throw new IllegalArgumentException("the name of some benchmark must begin as the pattern says: only="
                        + settings.only() + "; give one such as EmitBenchmark.full");
            }
            Performance.here(round, measured).write(settings.out());
            System.out.println("Round " + round + " of " + settings.rounds() + " is in "
                    + settings.out().toAbsolutePath());
        }
    }

    private void run(int round, Jdk jdk, Collector collector)
            throws RunnerException, IOException, InterruptedException {
        for (MeasuringPart part : MeasuringPart.values()) {
            if (part.isFor(collector)) {
                runPart(part.options(settings.only(), jdk, collector), round, collector);
            }
        }
        if (collector == Collector.G1) {
            weigh(round, jdk);
        }
    }

    private void runPart(Options options, int round, Collector collector) throws RunnerException {
        try {
            new Runner(options)
                    .run().stream()
                            .map(result -> Measurement.of(result, collector.toString(), round))
                            .forEach(measured::add);
        } catch (NoBenchmarksException e) {
            System.out.println("No benchmark of this part begins with: " + settings.only());
        }
    }

    /** Measures bytes, which JMH does not. They do not depend on the collector; they stand by the one that all is measured with. */
    private void weigh(int round, Jdk jdk) throws IOException, InterruptedException {
        if (!settings.only().matcher(Footprint.class.getSimpleName() + ".").lookingAt()) {
            return;
        }
        String version = jdk.version();
        Footprint.measure(jdk.java())
                .forEach((name, bytes) -> measured.add(new Measurement(
                        version,
                        Collector.G1.toString(),
                        round,
                        Footprint.class.getSimpleName() + "." + name,
                        Map.of(),
                        1,
                        "B",
                        bytes,
                        null)));
    }
}
