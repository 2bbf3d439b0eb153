package bus.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes a snapshot as a flowchart of Mermaid, from each topic to its handlers. */
final class SnapshotChart {

    /**
     * What Mermaid may take for something else than itself: anything but letters, digits and blanks, and what joins
     * them to names. Some versions also read labels as Markdown, where a dot behind a number begins a list, and one
     * behind www a link.
     */
    private static final Pattern SPECIAL =
            Pattern.compile("[^\\p{L}\\p{N} ._-]|(?<![\\p{L}\\p{N}])[._-]|[._-](?![\\p{L}\\p{N}])|(?<=[wW]{3})\\.");

    private final List<String> lines = new ArrayList<>(List.of("flowchart LR"));

    /** The ids of the handlers' nodes by their keys. */
    private final Map<String, String> handlers = new HashMap<>();

    private SnapshotChart() {}

    static String of(BusSnapshot snapshot) {
        SnapshotChart chart = new SnapshotChart();
        List<TopicSnapshot> topics = snapshot.topics();
        for (int i = 0; i < topics.size(); i++) {
            chart.lines.add(topicId(i) + "([\"" + label(topics.get(i).name()) + "\"])");
        }
        snapshot.handlers().forEach(chart::addHandler);
        for (int i = 0; i < topics.size(); i++) {
            for (String key : topics.get(i).handlerKeys()) {
                chart.lines.add(topicId(i) + " --> " + chart.handlerId(key));
            }
        }
        return String.join("\n    ", chart.lines);
    }

    private static String topicId(int index) {
        return "t" + (index + 1);
    }

    private void addHandler(HandlerSnapshot handler) {
        String label = "\"" + label(handler.key()) + troubles(handler.counts()) + "\"";
        lines.add(handlerId(handler.key()) + (handler.delivery().isAsync() ? "[(" + label + ")]" : "[" + label + "]"));
    }

    private String handlerId(String key) {
        return handlers.computeIfAbsent(key, added -> "h" + (handlers.size() + 1));
    }

    /**
     * A second line of a label. It begins with a line break, not with {@code <br/>}: beside a tag Mermaid takes
     * entities for what they stand for.
     */
    private static String troubles(HandlerCounts counts) {
        List<String> troubles = new ArrayList<>();
        addIfAny(counts.failed(), "failed", troubles);
        addIfAny(counts.dropped(), "dropped", troubles);
        addIfAny(counts.rejected(), "rejected", troubles);
        addIfAny(counts.undelivered(), "undelivered", troubles);
        addIfAny(counts.skipped(), "skipped", troubles);
        return troubles.isEmpty() ? "" : "\n" + String.join(", ", troubles);
    }

    private static void addIfAny(long count, String what, List<String> troubles) {
        if (count > 0) {
            troubles.add(count + " " + what);
        }
    }

    private static String label(String text) {
        return SPECIAL.matcher(Printable.of(text))
                .replaceAll(found -> entity(found.group().codePointAt(0)));
    }

    private static String entity(int character) {
        return switch (character) {
            case '"' -> "#quot;";
            case '<' -> "#lt;";
            case '>' -> "#gt;";
            case '&' -> "#amp;";
            default -> "#" + character + ";";
        };
    }
}
