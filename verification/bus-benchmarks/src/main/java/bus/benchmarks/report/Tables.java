package bus.benchmarks.report;

import bus.benchmarks.report.Bar.Bound;
import bus.benchmarks.report.Bar.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the page, of what was measured. */
final class Tables {

    private final Measurements measurements;

    Tables(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Returns all parts of the page that are made, by the names of their places. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("run", run());
        all.put("bars", bars());
        all.put(
                "emit",
                emit("One handler", 1, 1)
                        + emit("10 handlers", 10, 1)
                        + emit("100 handlers", 100, 1)
                        + emit("One handler, two emitters", 1, 2));
        all.put("ids", ids("One thread", 1) + ids("Two threads", 2));
        all.put("growth", benchmark("GrowthBenchmark"));
        all.put("observers", benchmark("ObserverBenchmark"));
        all.put("registration", benchmark("RegistrationBenchmark"));
        all.put("start", benchmark("StartBenchmark"));
        all.put("footprint", benchmark("Footprint"));
        all.put(
                "hand-off",
                "Emits to a handler on another thread:\n\n" + benchmark("AsyncEmitBenchmark")
                        + "\nA mailbox alone, without a bus:\n\n" + benchmark("MailboxBenchmark")
                        + "\nHandlers that compute for 20 microseconds:\n\n" + benchmark("WorkBenchmark"));
        return all;
    }

    private String run() {
        Machine machine = measurements.machine();
        return "Measured on " + measurements.date() + " on " + machine.cpu() + ", " + machine.cores() + " cores, "
                + machine.memory() + ", " + machine.os() + ", with the JDKs "
                + String.join(" and ", measurements.jdks())
                + ", in " + measurements.rounds() + (measurements.rounds() == 1 ? " round" : " rounds")
                + ". Beside the bus: "
                + versions() + ".\n";
    }

    private String versions() {
        return measurements.versions().entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue())
                .collect(Collectors.joining(", "));
    }

    private String bars() {
        Map<Verdict, Integer> count = new EnumMap<>(Verdict.class);
        Table table = new Table(columns(Stream.of("what", "bar"), Jvm::toString, Stream.empty()));
        for (Bar bar : Bars.ALL) {
            table.row(columns(Stream.of(bar.what(), bar.rule()), jvm -> bar.cell(measurements, jvm), Stream.empty()));
            if (bar.bound() != Bound.NONE) {
                Jvm.ALL.forEach(jvm -> count.merge(bar.verdict(measurements, jvm), 1, Integer::sum));
            }
        }
        String sum = Stream.of(Verdict.MET, Verdict.NOT_MET, Verdict.NOT_MEASURED)
                .map(verdict -> count.getOrDefault(verdict, 0) + " " + verdict)
                .collect(Collectors.joining(", "));
        long bars = Bars.ALL.stream().filter(bar -> bar.bound() != Bound.NONE).count();
        return bars + " bars on " + Jvm.ALL.size() + " JVMs: " + sum + ".\n\n" + table;
    }

    private String emit(String title, int handlers, int threads) {
        Map<Case, String> rows = new LinkedHashMap<>();
        for (Contestant contestant : Contestant.values()) {
            String label = contestant.label();
            rows.put(
                    contestant.emit(handlers).on(threads),
                    contestant.kind() == Contestant.Kind.BUS ? "**" + label + "**" : label);
        }
        return titled(title, rows);
    }

    private String ids(String title, int threads) {
        return titled(
                title,
                labelled(measurements.cases("IdBenchmark").stream()
                        .filter(it -> it.threads() == threads)
                        .toList()));
    }

    private String benchmark(String name) {
        return table(labelled(measurements.cases(name)));
    }

    private static Map<Case, String> labelled(List<Case> cases) {
        Map<Case, String> rows = new LinkedHashMap<>();
        cases.forEach(it -> rows.put(it, Labels.of(it, cases)));
        return rows;
    }

    private String titled(String title, Map<Case, String> rows) {
        return title + ":\n\n" + table(rows) + "\n";
    }

    private String table(Map<Case, String> rows) {
        if (rows.isEmpty()) {
            return "Not measured.\n";
        }
        List<Case> cases = List.copyOf(rows.keySet());
        boolean allocates = rows.keySet().stream().anyMatch(it -> !bytes(it).isEmpty());
        Table table = new Table(columns(
                Stream.of(measurements.unit(cases)), Jvm::toString, allocates ? Stream.of("bytes") : Stream.empty()));
        rows.forEach((what, label) -> table.row(columns(
                Stream.of(label),
                jvm -> measurements.spread(jvm, round -> round.score(what)).toString(),
                allocates ? Stream.of(bytes(what)) : Stream.empty())));
        return table.toString();
    }

    /** Returns what an operation allocates, from the JVM on which it is least to the one on which it is most. */
    private String bytes(Case what) {
        Spread spread = Spread.of(Jvm.ALL.stream()
                .mapToDouble(jvm ->
                        measurements.spread(jvm, round -> round.bytes(what)).median())
                .map(Math::rint));
        if (!spread.isMeasured()) {
            return "";
        }
        String least = Spread.text(spread.min());
        String most = Spread.text(spread.max());
        return least.equals(most) ? least : least + "\u2013" + most;
    }

    private static List<String> columns(Stream<String> left, Function<Jvm, String> middle, Stream<String> right) {
        List<String> columns = new ArrayList<>(left.toList());
        Jvm.ALL.stream().map(middle).forEach(columns::add);
        columns.addAll(right.toList());
        return columns;
    }
}
