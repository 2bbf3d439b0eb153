package bus.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in words what a case is, from its names. */
final class Labels {

    private Labels() {}

    /** Returns the label of a case: its method, if there are several in the table, and its parameters. */
    static String of(Case what, List<Case> table) {
        boolean oneMethod = table.stream().map(Case::method).distinct().count() == 1;
        String method = oneMethod && !what.params().isEmpty() ? "" : words(what.method());
        boolean oneCount = table.stream().map(Case::threads).distinct().count() == 1;
        String threads = oneCount ? "" : "threads " + what.threads();
        return Stream.of(Stream.of(method), params(what), Stream.of(threads))
                .flatMap(part -> part)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** Returns the parameters in words: names alone speak for themselves, numbers need the name of the parameter. */
    private static Stream<String> params(Case what) {
        return what.params().entrySet().stream().map(Labels::param);
    }

    private static String param(Map.Entry<String, String> param) {
        String value = param.getValue();
        if (value.matches("\\d+")) {
            return words(param.getKey()) + " " + String.format(Locale.ROOT, "%,d", Long.valueOf(value));
        }
        return value.matches("[\\w ,.=-]+") ? value : "`" + value.replace("|", "\\|") + "`";
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
