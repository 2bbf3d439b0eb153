package bus.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines up texts in columns under a line of titles, each column as wide as its longest text. */
final class TextTable<R> {

    private static final String GAP = "  ";

    private record Column<R>(String title, boolean right, Function<? super R, String> cell) {}

    private final List<Column<R>> columns = new ArrayList<>();

    /** Adds a column whose texts begin below each other. */
    TextTable<R> text(String title, Function<? super R, String> cell) {
        columns.add(new Column<>(title, false, cell));
        return this;
    }

    /** Adds a column whose texts end below each other. */
    TextTable<R> number(String title, Function<? super R, String> cell) {
        columns.add(new Column<>(title, true, cell));
        return this;
    }

    /** Writes one line for the titles and one for each row, without a line break at the end. */
    String of(List<R> rows) {
        List<StringBuilder> lines =
                Stream.generate(StringBuilder::new).limit(rows.size() + 1L).toList();
        for (Column<R> column : columns) {
            List<String> cells = Stream.concat(
                            Stream.of(column.title), rows.stream().map(column.cell))
                    .map(Printable::of)
                    .toList();
            int width = cells.stream().mapToInt(TextTable::width).max().orElse(0);
            for (int i = 0; i < cells.size(); i++) {
                String padding = " ".repeat(width - width(cells.get(i)));
                lines.get(i)
                        .append(column.right ? padding + cells.get(i) : cells.get(i) + padding)
                        .append(GAP);
            }
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).collect(Collectors.joining("\n"));
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
