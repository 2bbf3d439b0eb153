package bus.benchmarks.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured on one JVM in one round, in which machine and neighbours were the same for all cases. What was not
 * measured is {@code NaN}, and so is all that is computed from it.
 */
record Round(Map<Case, Measurement> measurements) {

    /**
     * Returns the round with these measurements.
     *
     * @throws IllegalArgumentException if a case is among them twice
     */
    static Round of(List<Measurement> measurements) {
        Map<Case, Measurement> byCase = new HashMap<>();
        for (Measurement measurement : measurements) {
            if (byCase.put(measurement.what(), measurement) != null) {
                throw new IllegalArgumentException("a case must be measured once in a round: round="
                        + measurement.round() + ", jdk=" + measurement.jdk() + ", gc=" + measurement.gc() + ", case="
                        + measurement.what() + "; merge its forks, or number the rounds");
            }
        }
        return new Round(byCase);
    }

    double score(Case what) {
        Measurement measurement = measurements.get(what);
        return measurement == null ? Double.NaN : measurement.score();
    }

    /** Returns the allocated bytes; whole ones, as what the profiler says beyond them is of other threads. */
    double bytes(Case what) {
        Measurement measurement = measurements.get(what);
        return measurement == null || measurement.bytes() == null ? Double.NaN : Math.rint(measurement.bytes());
    }

    /** Returns the score of one case divided by that of another. */
    double ratio(Case what, Case to) {
        return score(what) / score(to);
    }

    /** Returns the highest score among the cases of a benchmark, whatever its parameters. */
    double highest(String benchmark) {
        return measurements.values().stream()
                .filter(it -> it.benchmark().equals(benchmark))
                .mapToDouble(Measurement::score)
                .max()
                .orElse(Double.NaN);
    }
}
