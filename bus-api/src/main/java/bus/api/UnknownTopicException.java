package bus.api;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An event was emitted to a topic that is not registered; nothing was delivered. */
public final class UnknownTopicException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String WAY_OUT = "register it with Bus.registerTopics";

    /** The name that was not found. */
    private final String topic;

    private final transient @Nullable Supplier<List<String>> closest;

    /**
     * Makes an error.
     *
     * @param topic the name of the topic
     * @param closest finds registered topics with names like it; asked only when the message is read
     */
    public UnknownTopicException(String topic, Supplier<List<String>> closest) {
        super(rule(topic) + "; " + WAY_OUT);
        this.topic = topic;
        this.closest = requireNonNull(closest, "closest must not be null");
    }

    private static String rule(String topic) {
        return "topic must be registered before an event is emitted to it: topic=\"" + topic + "\"";
    }

    /**
     * Gives the name of the topic.
     *
     * @return the topic that is not registered
     */
    public String topic() {
        return topic;
    }

    /** Names the topic, and registered ones with names like it, which are looked for now. */
    @Override
    public String getMessage() {
        List<String> names = closest == null ? List.of() : closest.get();
        return names.isEmpty()
                ? super.getMessage()
                : rule(topic) + "; did you mean " + String.join(" or ", names) + "? Else " + WAY_OUT;
    }
}
