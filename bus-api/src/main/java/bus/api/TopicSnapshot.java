package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One topic at one moment.
 *
 * @param name its name
 * @param payload the type of its payloads
 * @param handlerKeys the keys of its handlers, unmodifiable, in the order of delivery
 */
public record TopicSnapshot(String name, Class<?> payload, List<String> handlerKeys) {

    /**
     * Makes a snapshot.
     *
     * @param name its name
     * @param payload the type of its payloads
     * @param handlerKeys the keys of its handlers, which are copied
     * @throws NullPointerException if anything is null
     */
    public TopicSnapshot {
        requireNonNull(name, "name must not be null");
        requireNonNull(payload, "payload must not be null");
        handlerKeys = List.copyOf(requireNonNull(handlerKeys, "handlerKeys must not be null"));
    }
}
