package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A matcher that may accept many topics, made by the methods of {@link TopicMatcher}.
 *
 * <p>Immutable and thread-safe. Two patterns are equal if their kinds, texts and payload types are.
 *
 * @param <T> the type of the payloads
 */
public final class TopicPattern<T> implements TopicMatcher<T> {

    private enum Kind {
        REGEX,
        WILDCARD,
        EXACT
    }

    private final Kind kind;
    private final String text;

    /**
     * What every topic that is matched begins with: most of the others are told by that, which is quick in cold code
     * too.
     */
    private final String prefix;

    private final Predicate<String> test;
    private final Class<T> payload;

    private TopicPattern(Kind kind, String text, String prefix, Predicate<String> test, Class<T> payload) {
        this.kind = kind;
        this.text = text;
        this.prefix = prefix;
        this.test = test;
        this.payload = payload;
    }

    static TopicPattern<Object> regex(String pattern) {
        Arguments.notBlank(
                "pattern", requireNonNull(pattern, "pattern must not be null"), "use .* to match every topic");
        try {
            Predicate<String> test = Pattern.compile(pattern).asPredicate();
            String prefix = LiteralPrefix.ofRegex(pattern);
            return new TopicPattern<>(
                    Kind.REGEX,
                    pattern,
                    prefix,
                    LiteralPrefix.isAllOf(pattern, prefix) ? topic -> true : test,
                    Object.class);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern must be a regular expression: pattern=\"" + pattern + "\"; " + e.getDescription()
                            + (e.getIndex() < 0 ? "" : " at index " + e.getIndex()) + ", see java.util.regex.Pattern",
                    e);
        }
    }

    static TopicPattern<Object> wildcard(String pattern) {
        Arguments.notBlank(
                "pattern", requireNonNull(pattern, "pattern must not be null"), "use # to match every topic");
        return new TopicPattern<>(
                Kind.WILDCARD, pattern, LiteralPrefix.ofWildcard(pattern), new Wildcard(pattern), Object.class);
    }

    static TopicPattern<Object> exact(String name) {
        Arguments.notBlank("topic", requireNonNull(name, "name must not be null"), "give the name of a topic");
        return new TopicPattern<>(Kind.EXACT, name, name, name::equals, Object.class);
    }

    /**
     * Expects payloads of this type, so that events come typed. A topic that is matched but carries another type is an
     * error when the second of topic and handler is registered.
     *
     * @param <U> the type of the payloads
     * @param type the class of the payloads; a primitive one stands for its wrapper
     * @return a pattern for the same topics
     * @throws IllegalArgumentException if the type is {@code void}
     */
    public <U> TopicPattern<U> payload(Class<U> type) {
        requireNonNull(type, "type must not be null");
        return new TopicPattern<>(kind, text, prefix, test, Arguments.payloadType(type));
    }

    @Override
    public Class<T> payload() {
        return payload;
    }

    @Override
    public boolean matches(String topic) {
        return requireNonNull(topic, "topic must not be null").startsWith(prefix) && test.test(topic);
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TopicPattern<?> that
                && kind == that.kind
                && text.equals(that.text)
                && payload.equals(that.payload);
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public int hashCode() {
        return 31 * (31 * kind.ordinal() + text.hashCode()) + payload.hashCode();
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "TopicPattern[" + kindAndText() + ", " + payload.getName() + "]";
    }

    /** Writes it without its payload type, such as {@code wildcard order.*}. */
    String kindAndText() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + text;
    }
}
