package bus.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes measurements up. */
final class Example {

    static final Jvm JVM = new Jvm(17, "G1");

    private final List<Measurement> measurements = new ArrayList<>();

    /** Adds the scores of a case, one for each round. */
    Example scores(Case what, double... scores) {
        for (int i = 0; i < scores.length; i++) {
            add(what, i + 1, scores[i], null);
        }
        return this;
    }

    /** Adds what a case allocates, in one round. */
    Example bytes(Case what, double bytes) {
        return add(what, 1, 1, bytes);
    }

    private Example add(Case what, int round, double score, Double bytes) {
        measurements.add(new Measurement(
                "17.0.15", "G1", round, what.benchmark(), what.params(), what.threads(), "ns/op", score, bytes));
        return this;
    }

    Measurements measurements() {
        return new Measurements("2026-11-26", new Machine("made up", 2, "1 GiB", "Linux"), Map.of(), 3, measurements);
    }
}
