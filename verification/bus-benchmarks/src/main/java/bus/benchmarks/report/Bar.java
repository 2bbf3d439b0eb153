package bus.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a figure has to be.
 *
 * @param what is compared, in words
 * @param bound from which side the limit bounds it
 * @param limit the last figure that is allowed, or the first that is not
 * @param unit of the figure; none for a ratio
 * @param figure taken within a round
 */
record Bar(String what, Bound bound, double limit, String unit, ToDoubleFunction<Round> figure) {

    /** From which side a limit bounds. */
    enum Bound {
        AT_MOST,
        BELOW,
        AT_LEAST,

        /** A figure that is shown beside the bars, and is none. */
        NONE;

        private boolean allows(double figure, double limit) {
            return switch (this) {
                case AT_MOST -> figure <= limit;
                case BELOW -> figure < limit;
                case AT_LEAST -> figure >= limit;
                case NONE -> true;
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Whether a figure keeps the bar. */
    enum Verdict {
        MET,
        NOT_MET,
        NOT_MEASURED,
        NO_BAR;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Bar atMost(double limit, String what, ToDoubleFunction<Round> ratio) {
        return new Bar(what, Bound.AT_MOST, limit, "", ratio);
    }

    static Bar below(double limit, String what, ToDoubleFunction<Round> ratio) {
        return new Bar(what, Bound.BELOW, limit, "", ratio);
    }

    static Bar atLeast(double limit, String what, ToDoubleFunction<Round> ratio) {
        return new Bar(what, Bound.AT_LEAST, limit, "", ratio);
    }

    /** Returns a ratio to show that need not be anything. */
    static Bar shown(String what, ToDoubleFunction<Round> ratio) {
        return new Bar(what, Bound.NONE, Double.NaN, "", ratio);
    }

    /** Returns this bar for a figure that is no ratio. */
    Bar in(String unit) {
        return new Bar(what, bound, limit, unit, figure);
    }

    Verdict verdict(Measurements measurements, Jvm jvm) {
        Spread spread = measurements.spread(jvm, figure);
        if (!spread.isMeasured()) {
            return Verdict.NOT_MEASURED;
        }
        if (bound == Bound.NONE) {
            return Verdict.NO_BAR;
        }
        return isAllowed(spread.median()) ? Verdict.MET : Verdict.NOT_MET;
    }

    /** Returns the figure and whether it keeps the bar, in Markdown. */
    String cell(Measurements measurements, Jvm jvm) {
        double median = measurements.spread(jvm, figure).median();
        Verdict verdict = verdict(measurements, jvm);
        return switch (verdict) {
            case MET -> text(median) + " " + verdict;
            case NOT_MET -> "**" + text(median) + " " + verdict + "**";
            case NOT_MEASURED -> verdict.toString();
            case NO_BAR -> text(median);
        };
    }

    /** Returns the limit in words, or nothing if there is none. */
    String rule() {
        if (bound == Bound.NONE) {
            return "";
        }
        return bound + " "
                + new BigDecimal(limit, MathContext.DECIMAL32)
                        .stripTrailingZeros()
                        .toPlainString() + suffix();
    }

    /** Returns a figure with so many digits that it does not read as if it were on the other side of the limit. */
    private String text(double figure) {
        String text = unit.isEmpty() ? String.format(Locale.ROOT, "%.2f", figure) : Spread.text(figure);
        for (int digits = 3; isAllowed(Double.parseDouble(text.replace(",", ""))) != isAllowed(figure); digits++) {
            text = String.format(Locale.ROOT, "%." + digits + "f", figure);
        }
        return text + suffix();
    }

    private boolean isAllowed(double figure) {
        return bound.allows(figure, limit);
    }

    private String suffix() {
        return unit.isEmpty() ? "" : " " + unit;
    }
}
