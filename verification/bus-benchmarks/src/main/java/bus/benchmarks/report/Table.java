package bus.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** Starts a table with its headings. */
    Table(List<String> headings) {
        rows.add(headings);
        rows.add(Collections.nCopies(headings.size(), "---"));
    }

    void row(List<String> cells) {
        rows.add(cells);
    }

    /** Returns it, ending in a line break. */
    @Override
    public String toString() {
        return rows.stream()
                .map(cells -> cells.stream()
                        .map(cell -> cell.isEmpty() ? " |" : " " + cell + " |")
                        .collect(Collectors.joining("", "|", "\n")))
                .collect(Collectors.joining());
    }
}
