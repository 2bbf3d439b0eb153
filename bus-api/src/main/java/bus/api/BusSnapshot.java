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
 * @param closed whether the bus is closed
 */
public record BusSnapshot(List<TopicSnapshot> topics, List<HandlerSnapshot> handlers, boolean closed) {

    /**
     * Makes a snapshot.
     *
     * @param topics the topics, which are copied
     * @param handlers the handlers, which are copied
     * @param closed whether the bus is closed
     * @throws NullPointerException if anything is null
     */
    public BusSnapshot {
        topics = List.copyOf(requireNonNull(topics, "topics must not be null"));
        handlers = List.copyOf(requireNonNull(handlers, "handlers must not be null"));
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
}
