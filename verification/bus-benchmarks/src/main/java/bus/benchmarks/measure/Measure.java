package bus.benchmarks.measure;

import bus.benchmarks.Footprint;
import bus.benchmarks.report.Measurements;
import bus.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;

/**
 * Measures everything, keeps the results as JSON, and makes the page of them that lies beside.
 *
 * <p>In a round each benchmark runs once on each JDK with each garbage collector, in a JVM of its own; the rounds
 * follow one another. So whatever is compared within a round ran within minutes, and what slows the machine for a while
 * spoils one round. The file is written after every round.
 */
public final class Measure {

    private final MeasureSettings settings;
    private final Results results = new Results();

    private Measure(MeasureSettings settings) {
        this.settings = settings;
    }

    /**
     * Measures.
     *
     * @param arguments {@code [--rounds N] [--jdk HOME]... [--gc G1|Parallel]... [--only REGEX] [--merge] [--out
     *     FILE]}: how often (3), on which JDKs (that which runs this), with which garbage collectors (both), only the
     *     benchmarks whose simple names, such as {@code EmitBenchmark.full}, begin as the pattern says (all), into what
     *     the file holds already (instead of it), and the file for the results (docs/performance.json)
     * @throws RunnerException if a benchmark fails
     * @throws IOException if a JDK cannot be started, or a file cannot be read or written
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String... arguments) throws RunnerException, IOException, InterruptedException {
        new Measure(MeasureSettings.of(arguments)).run();
    }

    private void run() throws RunnerException, IOException, InterruptedException {
        Measurements before = settings.merge() ? Measurements.read(settings.out()) : null;
        System.out.println(
                "This takes about " + Math.max(1, Plan.duration(settings).toMinutes()) + " minutes.");
        long start = System.nanoTime();
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Jdk jdk : settings.jdks()) {
                for (Collector collector : settings.collectors()) {
                    run(round, jdk, collector);
                }
            }
            if (results.isEmpty()) {
                throw new IllegalArgumentException("the name of some benchmark must begin as the pattern says: only="
                        + settings.only() + "; give one such as EmitBenchmark.full");
            }
            Measurements now = results.soFar(round);
            write(before == null ? now : before.with(now));
            System.out.println("Round " + round + " of " + settings.rounds() + " is in " + settings.out() + " after "
                    + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s.");
        }
    }

    private void write(Measurements measurements) throws IOException {
        measurements.write(settings.out());
        Path folder = settings.out().toAbsolutePath().getParent();
        if (Report.isOf(settings.out())) {
            Report.main(folder.toString());
        }
    }

    private void run(int round, Jdk jdk, Collector collector)
            throws RunnerException, IOException, InterruptedException {
        for (MeasuringPart part : MeasuringPart.values()) {
            if (part.isFor(collector) && part.isIn(round, settings.rounds())) {
                runPart(part.options(settings.only(), jdk, collector), round, collector);
            }
        }
        if (collector == Collector.G1) {
            weigh(round, jdk);
        }
    }

    private void runPart(Options options, int round, Collector collector) throws RunnerException {
        try {
            new Runner(options).run().forEach(result -> results.add(result, collector, round));
        } catch (NoBenchmarksException e) {
            // the pattern picks benchmarks of other parts
        }
    }

    /** Measures bytes, which JMH does not. */
    private void weigh(int round, Jdk jdk) throws IOException, InterruptedException {
        String name = Footprint.class.getSimpleName() + ".";
        if (settings.only().matcher(name).lookingAt()) {
            String version = jdk.version();
            Footprint.measure(jdk.java()).forEach((what, bytes) -> results.add(name + what, bytes, version, round));
        }
    }
}
