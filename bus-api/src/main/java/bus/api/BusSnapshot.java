package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A bus at one moment. Topics and handlers are those of one instant; the counts of each handler add up, but those of
 * different handlers are read one after the other.
 *
 * @param topics the topics, unmodifiable, in the order of registration
 * @param handlers the handlers, unmodifiable, in the order of registration
 * @param scheduled what is to be emitted later, unmodifiable, in the order in which it is due; empty if the bus is
 *     closed
 * @param unhandled how many events were emitted to registered topics without a handler
 * @param closed whether the bus is closed
 */
public record BusSnapshot(
        List<TopicSnapshot> topics,
        List<HandlerSnapshot> handlers,
        List<ScheduledSnapshot> scheduled,
        long unhandled,
        boolean closed) {

    /**
     * Makes a snapshot.
     *
     * @param topics the topics, which are copied
     * @param handlers the handlers, which are copied
     * @param scheduled what is to be emitted later, which is copied
     * @param unhandled how many events were emitted to registered topics without a handler
     * @param closed whether the bus is closed
     * @throws NullPointerException if anything is null
     */
    public BusSnapshot {
        topics = List.copyOf(requireNonNull(topics, "topics must not be null"));
        handlers = List.copyOf(requireNonNull(handlers, "handlers must not be null"));
        scheduled = List.copyOf(requireNonNull(scheduled, "scheduled must not be null"));
    }

    /**
     * Finds a handler.
     *
     * @param key its key
     * @return the handler; empty if there is none with this key
     */
    public Optional<HandlerSnapshot> handler(String key) {
        requireNonNull(key, "key must not be null");
        return handlers.stream().filter(handler -> handler.key().equals(key)).findFirst();
    }

    /**
     * Returns a table for people: the topics with their handlers, and the handlers with their counts. It is plain text
     * in columns of characters of one width; counts that are not made are {@code -}, and control characters are written
     * as escapes of Java. Programs should read the snapshot itself, as the table may change.
     *
     * @return lines separated by {@code \n}, without one at the end
     */
    public String toTable() {
        return SnapshotTable.of(this);
    }

    /**
     * Returns a flowchart in the language of Mermaid, with an arrow from each topic to each of its handlers. Topics are
     * rounded, synchronous handlers rectangles, asynchronous ones cylinders; of events that a handler did not handle
     * its label tells below the key. Names are escaped, so that any can be drawn.
     *
     * @return lines separated by {@code \n}, without one at the end
     * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Flowcharts, in the documentation of Mermaid</a>
     */
    public String toMermaid() {
        return SnapshotChart.of(this);
    }
}
