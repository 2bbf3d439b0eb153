package bus.api;

/**
 * Says on which topics a handler is registered, and which payloads it expects there.
 *
 * <pre>{@code
 * TopicMatcher<Object> orders = TopicMatcher.wildcard("order.#");
 * TopicMatcher<String> ends = TopicMatcher.regex("^order\\.(paid|canceled)$").payload(String.class);
 * System.out.println(orders.matches("order.created")); // prints true
 * System.out.println(ends.matches("order.created")); // prints false
 * }</pre>
 *
 * <p>The bus asks a matcher when a topic or a handler is registered, never when an event is emitted. Immutable and
 * thread-safe.
 *
 * @param <T> the type of the payloads; every topic that is matched must carry it or a subtype
 */
public sealed interface TopicMatcher<T> permits Topic, TopicPattern {

    /**
     * Matches topics in whose name the regular expression is found, anywhere unless it is anchored:
     * {@code ^order\.(created|canceled)$}.
     *
     * <p>The syntax is that of {@link java.util.regex.Pattern}. Some expressions take exponential time on some names,
     * and some overflow the stack on long ones, which then ends the registration: do not take them from people whom you
     * do not trust.
     *
     * @param pattern the regular expression, not blank
     * @return the pattern, for any payload
     * @throws IllegalArgumentException if the pattern is blank or cannot be compiled
     */
    static TopicPattern<Object> regex(String pattern) {
        return TopicPattern.regex(pattern);
    }

    /**
     * Matches topics word by word, as topic exchanges of RabbitMQ do. Words are what stands between dots; {@code *} is
     * any one word, and {@code #} any number of words, also none: {@code order.*} matches {@code order.created},
     * {@code order.#} also {@code order} and {@code order.created.late}.
     *
     * @param pattern the words, not blank
     * @return the pattern, for any payload
     * @throws IllegalArgumentException if the pattern is blank, or a {@code *} or {@code #} is a part of a word
     * @see <a href="https://www.rabbitmq.com/tutorials/tutorial-five-java">Topics, in the tutorial of RabbitMQ</a>
     */
    static TopicPattern<Object> wildcard(String pattern) {
        return TopicPattern.wildcard(pattern);
    }

    /**
     * Matches the topic of this name.
     *
     * @param name the name, not blank
     * @return the pattern, for any payload
     * @throws IllegalArgumentException if the name is blank
     */
    static TopicPattern<Object> exact(String name) {
        return TopicPattern.exact(name);
    }

    /**
     * Tells whether a topic is matched, by its name alone.
     *
     * @param topic the name of a topic
     * @return whether handlers with this matcher get its events
     */
    boolean matches(String topic);

    /**
     * Returns the type of the payloads that are expected.
     *
     * @return the class, never a primitive one
     */
    Class<T> payload();
}
