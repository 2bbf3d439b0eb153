package bus.api;

import static java.util.Objects.requireNonNull;

/**
 * A named channel, with the type of what it carries. As a matcher it accepts the topic of this name and no other.
 *
 * <p>Immutable and thread-safe. Two topics are equal if their names and payload types are.
 *
 * @param <T> the type of the payload
 */
public final class Topic<T> implements TopicMatcher<T> {

    private final String name;
    private final Class<T> payload;

    private Topic(String name, Class<T> payload) {
        this.name = name;
        this.payload = payload;
    }

    /**
     * Makes a topic. A primitive payload type stands for its wrapper.
     *
     * <p>A class cannot name a generic type: {@code List.class} says nothing of the elements. Give such a payload a
     * type of its own, which is checked when it is emitted and reads better where it is handled:
     *
     * <pre>{@code
     * record Order(String item, int pieces) {}
     * record Orders(List<Order> all) {}
     * Topic<Orders> imported = Topic.of("orders.imported", Orders.class);
     * }</pre>
     *
     * @param <T> the type of the payload
     * @param name the name, not blank; words separated by dots, such as {@code order.created}, suit the wildcards
     * @param payload the class of the payload
     * @return the topic
     * @throws IllegalArgumentException if the name is blank, or the payload is {@code void}
     */
    public static <T> Topic<T> of(String name, Class<T> payload) {
        requireNonNull(name, "name must not be null");
        requireNonNull(payload, "payload must not be null");
        Arguments.notBlank("topic", name, "give it a name such as order.created");
        return new Topic<>(name, Arguments.payloadType(payload));
    }

    /**
     * Returns the name.
     *
     * @return the name, not blank
     */
    public String name() {
        return name;
    }

    @Override
    public Class<T> payload() {
        return payload;
    }

    @Override
    public boolean matches(String topic) {
        return name.equals(requireNonNull(topic, "topic must not be null"));
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Topic<?> that && name.equals(that.name) && payload.equals(that.payload);
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public int hashCode() {
        return 31 * name.hashCode() + payload.hashCode();
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "Topic[" + name + ", " + payload.getName() + "]";
    }
}
