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

    /** Null once it has been asked: whoever reads that sees the message that was written before. */
    private transient volatile @Nullable Supplier<List<String>> closest;

    /**
     * The whole message, once the names that are close have been looked for. Of threads that look at once the last
     * writes it.
     */
    private String message;

    /**
     * Makes an error.
     *
     * @param topic the name of the topic
     * @param closest finds registered topics with names like it; asked when the message is read for the first time
     */
    public UnknownTopicException(String topic, Supplier<List<String>> closest) {
        super(rule(topic) + "; " + WAY_OUT);
        this.topic = requireNonNull(topic, "topic must not be null");
        this.message = rule(topic) + "; " + WAY_OUT;
        this.closest = requireNonNull(closest, "closest must not be null");
    }

    private static String rule(String topic) {
        return "topic must be registered before an event is emitted to it: topic=\"" + topic + "\"";
    }

    /**
     * Returns the name of the topic.
     *
     * @return the topic that is not registered
     */
    public String topic() {
        return topic;
    }

    /** Names the topic, and registered ones with names like it, which are looked for when this is first called. */
    @Override
    public String getMessage() {
        Supplier<List<String>> unasked = closest;
        if (unasked != null) {
            List<String> names = unasked.get();
            if (!names.isEmpty()) {
                message = rule(topic) + "; did you mean " + String.join(" or ", names) + "? Else " + WAY_OUT;
            }
            closest = null; // it holds on to the bus
        }
        return message;
    }
}
