package bus.testkit;

import static java.util.Objects.requireNonNullElse;

import bus.api.Event;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What is said of an expectation that was not met: the rule, then the expected payloads and the recorded events, with a
 * {@code >} before those that differ. The length is bounded, and whatever a payload is, there is a message.
 */
final class ExpectationMessage {

    private static final int MOST_LINES = 50;
    private static final int MOST_CHARACTERS = 200;

    private final StringBuilder message = new StringBuilder();

    private ExpectationMessage() {}

    static String of(Expectation expectation, List<? extends Event<?>> recorded, Duration limit) {
        ExpectationMessage text = new ExpectationMessage();
        int difference = expectation.difference();
        text.message
                .append(expectation.rule())
                .append(": expected=")
                .append(expectation.count())
                .append(", recorded=")
                .append(recorded.size())
                .append(", firstDifference=")
                .append(difference)
                .append(expectation.state() == Expectation.State.OPEN ? ", limit=" + limit : "")
                .append("; ")
                .append(expectation.wayOut());
        text.list("expected payloads", expectation.payloads(), expectation::isMissing, i -> "");
        text.list(
                "recorded events",
                recorded.stream().map(Event::data).toList(),
                i -> i == difference,
                i -> "topic=" + text(recorded.get(i).topic()) + ", id="
                        + text(recorded.get(i).id()) + ", data=");
        return text.message.toString();
    }

    /** Lists what stands around the first mark; one after the last shows that there is nothing. */
    private void list(String title, List<?> payloads, IntPredicate marked, IntFunction<String> prefix) {
        int size = payloads.size();
        OptionalInt mark = IntStream.rangeClosed(0, size).filter(marked).findFirst();
        if (mark.isEmpty()) {
            return;
        }
        int first = Math.max(0, Math.min(mark.getAsInt() - MOST_LINES / 2, size - MOST_LINES));
        int end = Math.min(size, first + MOST_LINES);
        message.append('\n').append(title).append(':');
        if (first > 0) {
            message.append("\n    ... ").append(first).append(" before");
        }
        for (int i = first; i < end; i++) {
            Object payload = payloads.get(i);
            line(i, marked.test(i)).append(prefix.apply(i)).append(text(payload));
            if (marked.test(i)) { // two payloads that differ may read the same
                message.append(" (").append(payload.getClass().getName()).append(')');
            }
        }
        if (end < size) {
            message.append("\n    ... ").append(size - end).append(" more");
        } else if (marked.test(size)) {
            line(size, true).append("nothing");
        }
    }

    private StringBuilder line(int position, boolean marked) {
        return message.append(marked ? "\n  > [" : "\n    [").append(position).append("] ");
    }

    private static String text(Object value) {
        String text;
        try {
            text = requireNonNullElse(String.valueOf(value), "null");
        } catch (Throwable e) { // whatever it is, the expectation that was not met is what has to be told
            return "(toString threw " + e.getClass().getName() + ")";
        }
        String start = text.length() <= MOST_CHARACTERS
                ? text
                : text.substring(0, MOST_CHARACTERS) + "... (" + text.length() + " characters)";
        return start.replace("\r", "\\r").replace("\n", "\\n");
    }
}
