package bus.benchmarks.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All that was measured in one run.
 *
 * @param date the day of the run
 * @param machine what it ran on
 * @param versions of the peers, by their names
 * @param rounds how many times all of it was measured, one after the other
 * @param measurements the scores
 */
record Measurements(
        String date, Machine machine, Map<String, String> versions, int rounds, List<Measurement> measurements) {

    /**
     * The machine.
     *
     * @param cpu its processor
     * @param cores how many of them the run had
     * @param memory how much memory it had, with the unit
     * @param os its operating system
     */
    record Machine(String cpu, int cores, String memory, String os) {}

    /**
     * Returns what a file holds.
     *
     * @throws IOException if it cannot be read, or is not the JSON that the measuring program writes
     */
    static Measurements read(Path json) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .readValue(json.toFile(), Measurements.class);
    }

    /** Returns the cases of a benchmark in the order of the run; of all methods if only the class is named. */
    List<Case> cases(String benchmark) {
        return measurements.stream()
                .map(Measurement::what)
                .filter(it -> (it.benchmark() + ".").startsWith(benchmark + "."))
                .distinct()
                .toList();
    }

    /** Returns the full versions of the JDKs, the oldest first. */
    List<String> jdks() {
        return measurements.stream()
                .map(Measurement::jdk)
                .distinct()
                .sorted((a, b) -> Runtime.Version.parse(a).compareTo(Runtime.Version.parse(b)))
                .toList();
    }

    /** Returns the unit of the first of some cases that was measured, or nothing. */
    String unit(List<Case> cases) {
        return measurements.stream()
                .filter(it -> cases.contains(it.what()))
                .map(Measurement::unit)
                .findFirst()
                .orElse("");
    }

    /** Returns what a figure is in each round on a JVM. */
    Spread spread(Jvm jvm, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds(jvm).mapToDouble(figure));
    }

    private Stream<Round> rounds(Jvm jvm) {
        Map<Integer, List<Measurement>> byRound = new TreeMap<>();
        for (Measurement measurement : measurements) {
            if (measurement.jvm().equals(jvm)) {
                byRound.computeIfAbsent(measurement.round(), round -> new ArrayList<>())
                        .add(measurement);
            }
        }
        return byRound.values().stream().map(Round::of);
    }
}
