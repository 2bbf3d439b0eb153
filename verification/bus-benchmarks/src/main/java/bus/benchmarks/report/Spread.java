package bus.benchmarks.report;

import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * What a figure was over the rounds: {@code NaN} if it was measured in none of them.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the lowest
 * @param max the highest
 */
record Spread(double median, double min, double max) {

    /** Returns the spread of figures, those that are {@code NaN} left out. */
    static Spread of(DoubleStream figures) {
        double[] sorted =
                figures.filter(figure -> !Double.isNaN(figure)).sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    boolean isMeasured() {
        return !Double.isNaN(median);
    }

    /** Returns the median, and the lowest and highest behind it if they read differently. */
    @Override
    public String toString() {
        String lowest = text(min);
        String highest = text(max);
        if (!isMeasured()) {
            return "not measured";
        }
        return lowest.equals(highest) ? text(median) : text(median) + " (" + lowest + "\u2013" + highest + ")";
    }

    /** Returns a figure with as many digits as mean something: whole from 20 on. */
    static String text(double figure) {
        return String.format(Locale.ROOT, figure >= 20 || figure == Math.rint(figure) ? "%,.0f" : "%.1f", figure);
    }
}
