package bus.benchmarks.report;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All that was measured, and where. It is kept as JSON.
 *
 * @param date the day of the run
 * @param machine what it ran on
 * @param versions of what was measured and of what measured it, by name
 * @param rounds how many times all of it was measured, one after the other
 * @param measurements the scores
 */
public record Measurements(
        String date, Machine machine, Map<String, String> versions, int rounds, List<Measurement> measurements) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    /**
     * Reads what a file holds.
     *
     * @param json the file
     * @return the measurements
     * @throws IOException if it cannot be read, or is not the JSON that {@link #write} writes
     */
    public static Measurements read(Path json) throws IOException {
        return JSON.readValue(json.toFile(), Measurements.class);
    }

    /**
     * Writes it; a file that was there stays whole until the new one is.
     *
     * @param json the file
     * @throws IOException if it cannot be written
     */
    public void write(Path json) throws IOException {
        Path folder = json.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path written = json.resolveSibling(json.getFileName() + ".new");
        JSON.writer().writeValue(written.toFile(), this);
        Files.move(written, json, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Returns these measurements with others, which replace what they measured again.
     *
     * @param others of the same machine
     * @return both, with the date and the versions of the others
     * @throws IllegalArgumentException if they are of another machine
     */
    public Measurements with(Measurements others) {
        if (!others.machine.equals(machine)) {
            throw new IllegalArgumentException("measurements must be of one machine: before=" + machine + ", now="
                    + others.machine + "; measure all of it again");
        }
        Map<Object, Measurement> all = new LinkedHashMap<>();
        Stream.of(measurements, others.measurements).flatMap(List::stream).forEach(it -> all.put(it.key(), it));
        return new Measurements(
                others.date, machine, others.versions, Math.max(rounds, others.rounds), List.copyOf(all.values()));
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
