package bus.core;

import bus.api.PayloadTypeException;
import bus.api.Topic;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A topic that is registered, with those who get its events. */
final class RegisteredTopic extends RegistrationOrder.Member<RegisteredTopic> {

    final String name;
    private final Class<?> payload;

    /**
     * Always swapped as a whole under the lock of the registry; null after the topic was deregistered. The volatile
     * write of the swap happens-before the read of an emit that begins afterwards, so that the emit sees the
     * subscribers and everything that was done before they were registered.
     */
    private volatile @Nullable Recipients recipients;

    RegisteredTopic(Topic<?> topic, Recipients recipients) {
        this.name = topic.name();
        this.payload = topic.payload();
        this.recipients = recipients;
    }

    /** Returns who gets an event that is emitted now, or null if the topic is not registered any more. */
    @Nullable
    Recipients recipients() {
        return recipients;
    }

    /** Notes that it was deregistered, for those who have found it earlier. */
    void leave() {
        recipients = null;
    }

    Class<?> payload() {
        return payload;
    }

    void checkPayload(Object data) {
        checkPayload(name, payload, data);
    }

    static void checkPayload(String name, Class<?> payload, Object data) {
        if (payload != Object.class
                && !payload.isInstance(data)) { // the first half is quicker, and right for names alone
            throw new PayloadTypeException("payload must be of the type of its topic: topic=\"" + name + "\", payload="
                    + payload.getName() + ", data=" + data.getClass().getName()
                    + "; emit such a payload or register the topic with another type");
        }
    }

    /**
     * Puts a subscriber in its place on each of the topics, which may be that of one it replaces. Topics in a row that
     * share their recipients go on sharing them: a handler of 100,000 topics that have the same makes one array, not as
     * many.
     */
    static void put(List<RegisteredTopic> topics, Subscriber subscriber) {
        swap(topics, recipients -> recipients.with(subscriber));
    }

    /** Without effect on topics that have not got it. */
    static void remove(Iterable<RegisteredTopic> topics, Subscriber subscriber) {
        swap(topics, recipients -> recipients.without(subscriber));
    }

    private static void swap(Iterable<RegisteredTopic> topics, UnaryOperator<Recipients> change) {
        Recipients before = null;
        Recipients after = null;
        for (RegisteredTopic topic : topics) {
            Recipients recipients = topic.recipients;
            if (recipients == null) {
                continue; // it was deregistered
            }
            if (recipients != before) {
                before = recipients;
                after = change.apply(recipients);
            }
            if (after != before) {
                topic.recipients = after;
            }
        }
    }
}
