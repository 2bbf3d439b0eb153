package bus.benchmarks.report;

import bus.benchmarks.report.Contestant.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The chart of the page: how long an emit to one handler takes, by whom and on which JDK, as SVG. */
final class Chart {

    private static final List<Jvm> JVMS =
            Jvm.ALL.stream().filter(jvm -> jvm.gc().equals("G1")).toList();
    private static final int WIDTH = 860;
    private static final int LEFT = 218;
    private static final int RIGHT = 110;
    private static final int BAR = 11;
    private static final int ROW = 36;
    private static final int TOP = 104;
    private static final int LINE = 17;
    private static final int CHARACTERS = 125;

    private static final String STYLE = """
              <style>
                svg { color-scheme: light dark; }
                text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
                .title { font-size: 17px; font-weight: 600; }
                .note, .value { font-size: 12px; fill: #59636e; }
                .bold { font-weight: 600; }
                .ground { fill: #ffffff; stroke: #d1d9e0; }
                .grid { stroke: #d1d9e0; }
                .spread { stroke: #1f2328; stroke-opacity: 0.7; }
                .limit { fill: #818b98; }
                .bus { fill: #0969da; }
                .peer { fill: #bc6c25; }
                .jdk0 { fill-opacity: 0.55; }
                @media (prefers-color-scheme: dark) {
                  text { fill: #f0f6fc; }
                  .note, .value { fill: #9198a1; }
                  .ground { fill: #0d1117; stroke: #3d444d; }
                  .grid { stroke: #3d444d; }
                  .spread { stroke: #f0f6fc; }
                  .limit { fill: #9198a1; }
                  .bus { fill: #4493f8; }
                  .peer { fill: #db8e48; }
                }
              </style>
            """;

    private final Measurements measurements;
    private final StringBuilder svg = new StringBuilder();

    Chart(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Returns it. */
    String svg() {
        Contestant[] rows = Contestant.values();
        int bottom = TOP + rows.length * ROW;
        List<String> notes = notes();
        int height = bottom + 50 + notes.size() * LINE;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " aria-labelledby=\"title description\">",
                WIDTH, height, WIDTH, height);
        add("  <title id=\"title\">Time of an emit to one handler</title>");
        add("  <desc id=\"description\">%s</desc>", escaped(description()));
        svg.append(STYLE);
        add(
                "  <rect class=\"ground\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\"/>",
                WIDTH - 1, height - 1);
        text(20, 32, "title", "start", "Time of an emit to one handler, in nanoseconds");
        text(
                20,
                52,
                "note",
                "start",
                "One thread, G1, median of the rounds; a thin line goes from the lowest to the"
                        + " highest. Less is better.");
        legend();
        double highest = highest();
        grid(highest, bottom);
        for (int i = 0; i < rows.length; i++) {
            row(rows[i], TOP + i * ROW, highest);
        }
        for (int i = 0; i < notes.size(); i++) {
            text(20, bottom + 46 + i * LINE, "note", "start", notes.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private void legend() {
        int x = 20;
        for (Kind kind : Kind.values()) {
            add("  <rect class=\"%s\" x=\"%d\" y=\"66\" width=\"11\" height=\"11\"/>", css(kind), x);
            text(x + 17, 76, "note", "start", kind.label());
            x += 40 + kind.label().length() * 6;
        }
        for (int i = JVMS.size() - 1; i >= 0; i--) {
            String label = "JDK " + JVMS.get(i).feature();
            int left = WIDTH - 20 - (JVMS.size() - i) * 78;
            add("  <rect class=\"limit jdk%d\" x=\"%d\" y=\"66\" width=\"11\" height=\"11\"/>", i, left + 14);
            text(left + 31, 76, "note", "start", label);
        }
    }

    private void grid(double highest, int bottom) {
        double step = step(highest);
        for (double at = 0; at <= highest; at += step) {
            double x = x(at, highest);
            add("  <line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>", x, TOP - 8, x, bottom);
            text(x, bottom + 16, "note", "middle", Spread.text(at));
        }
    }

    private void row(Contestant contestant, int y, double highest) {
        text(LEFT - 10, y + BAR + 4, contestant.kind() == Kind.BUS ? "bold" : "", "end", contestant.label());
        for (int i = 0; i < JVMS.size(); i++) {
            Spread spread = spread(contestant, JVMS.get(i));
            int top = y + i * (BAR + 2);
            if (!spread.isMeasured()) {
                text(LEFT + 6, top + BAR - 1, "value", "start", "not measured");
                continue;
            }
            add(
                    "  <rect class=\"%s jdk%d\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
                    css(contestant.kind()), i, LEFT, top, x(spread.median(), highest) - LEFT, BAR);
            add(
                    "  <line class=\"spread\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                    x(spread.min(), highest), top + BAR / 2.0, x(spread.max(), highest), top + BAR / 2.0);
            text(x(spread.max(), highest) + 6, top + BAR - 1, "value", "start", Spread.text(spread.median()));
        }
    }

    private Spread spread(Contestant contestant, Jvm jvm) {
        return measurements.spread(jvm, round -> round.score(contestant.emit(1)));
    }

    private double highest() {
        return Arrays.stream(Contestant.values())
                .flatMap(contestant -> JVMS.stream().map(jvm -> spread(contestant, jvm)))
                .filter(Spread::isMeasured)
                .mapToDouble(Spread::max)
                .max()
                .orElse(100);
    }

    /** Returns a round distance of lines, so that there are four to ten of them. */
    private static double step(double highest) {
        double power = Math.pow(10, Math.floor(Math.log10(highest / 4)));
        double times = highest / 4 / power;
        return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
    }

    private static double x(double value, double highest) {
        return LEFT + value / highest * (WIDTH - LEFT - RIGHT);
    }

    private String description() {
        List<String> sentences = new ArrayList<>();
        for (Contestant contestant : Contestant.values()) {
            List<String> values = new ArrayList<>();
            for (Jvm jvm : JVMS) {
                Spread spread = spread(contestant, jvm);
                values.add((spread.isMeasured() ? Spread.text(spread.median()) + " ns" : "not measured") + " on JDK "
                        + jvm.feature());
            }
            sentences.add(contestant.label() + ": " + String.join(", ", values) + ".");
        }
        return String.join(" ", sentences);
    }

    /** Returns where, when and with what it was measured, in lines that fit. */
    private List<String> notes() {
        Machine machine = measurements.machine();
        List<String> parts = new ArrayList<>(List.of(
                measurements.date(), machine.cpu(), machine.cores() + " cores", machine.memory(), machine.os()));
        measurements.jdks().forEach(jdk -> parts.add("JDK " + jdk));
        measurements.versions().forEach((name, version) -> parts.add(name + " " + version));
        List<String> lines = new ArrayList<>(List.of(""));
        for (String part : parts) {
            String line = lines.get(lines.size() - 1);
            if (line.length() + part.length() > CHARACTERS) {
                lines.add(part);
            } else {
                lines.set(lines.size() - 1, line.isEmpty() ? part : line + ", " + part);
            }
        }
        return lines;
    }

    private void text(double x, int y, String css, String anchor, String text) {
        add("  <text class=\"%s\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", css, x, y, anchor, escaped(text));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String css(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
