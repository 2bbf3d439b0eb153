package bus.api;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.List;

/**
 * Handlers emitted inside handlers, deeper than the limit of the bus. Every emit that is under way on the thread throws
 * this same exception, whatever its handlers make of it; their remaining handlers are not called, and the
 * {@link ErrorHandler} is told of each.
 */
public final class NestingException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int ENDS_SHOWN = 8;

    /** An array, as lists need not be serializable. */
    private final String[] topics;

    /**
     * Makes an error.
     *
     * @param topics the topics that were emitted to, the outermost first, the one that was refused last
     * @param limit how many emits may stand inside each other
     */
    public NestingException(List<String> topics, int limit) {
        super("emits must not be nested deeper than the limit: limit=" + limit + ", topics="
                + chain(requireNonNull(topics, "topics must not be null"))
                + "; break the circle of handlers that emit to each other, or raise Bus.Builder.depthLimit");
        this.topics = topics.toArray(String[]::new);
    }

    private static String chain(List<String> topics) {
        int size = topics.size();
        if (size <= 2 * ENDS_SHOWN) {
            return String.join(" > ", topics);
        }
        return String.join(" > ", topics.subList(0, ENDS_SHOWN)) + " > (" + (size - 2 * ENDS_SHOWN) + " more) > "
                + String.join(" > ", topics.subList(size - ENDS_SHOWN, size));
    }

    /**
     * Returns the chain of topics.
     *
     * @return an unmodifiable list, the outermost first, the one that was refused last
     */
    public List<String> topics() {
        return List.of(topics);
    }
}
