package bus.core;

import bus.api.PayloadTypeException;
import bus.api.Topic;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topic that is registered, with those who get its events. */
final class RegisteredTopic {

    /** What topics without handlers share. */
    static final Subscriber[] NOBODY = {};

    final String name;
    private final Class<?> payload;

    /** The neighbours in the order of registration, of {@link TopicOrder} alone. */
    @Nullable
    RegisteredTopic previous;

    @Nullable
    RegisteredTopic next;

    /**
     * In the order of registration; never written into, as topics share it, always swapped as a whole under the lock of
     * the registry. The volatile write of the swap happens-before the read of an emit that begins afterwards, so that the
     * emit sees the subscribers and everything that was done before they were registered.
     */
    private volatile Subscriber[] subscribers;

    RegisteredTopic(Topic<?> topic, Subscriber[] subscribers) {
        this.name = topic.name();
        this.payload = topic.payload();
        this.subscribers = subscribers;
    }

    /** Returns the array itself: read it, and once per event. */
    Subscriber[] subscribers() {
        return subscribers;
    }

    Class<?> payload() {
        return payload;
    }

    void checkPayload(Object data) {
        checkPayload(name, payload, data);
    }

    static void checkPayload(String name, Class<?> payload, Object data) {
        if (!payload.isInstance(data)) {
            throw new PayloadTypeException("payload must be of the type of its topic: topic=\"" + name + "\", payload="
                    + payload.getName() + ", data=" + data.getClass().getName()
                    + "; emit such a payload or register the topic with another type");
        }
    }

    /**
     * Puts a subscriber in its place on each of the topics, which may be that of one it replaces. Topics that share an
     * array go on sharing one: a handler of 100,000 topics is one new array, not as many.
     */
    static void put(List<RegisteredTopic> topics, Subscriber subscriber) {
        Subscriber[] before = NOBODY;
        Subscriber[] after = with(before, subscriber);
        for (RegisteredTopic topic : topics) {
            if (topic.subscribers != before) {
                before = topic.subscribers;
                after = with(before, subscriber);
            }
            topic.subscribers = after;
        }
    }

    /** Without effect on topics that have not got it. */
    static void remove(Iterable<RegisteredTopic> topics, Subscriber subscriber) {
        Subscriber[] before = NOBODY;
        Subscriber[] after = NOBODY;
        for (RegisteredTopic topic : topics) {
            if (topic.subscribers != before) {
                before = topic.subscribers;
                after = without(before, subscriber);
            }
            if (before != after) {
                topic.subscribers = after;
            }
        }
    }

    private static Subscriber[] with(Subscriber[] subscribers, Subscriber subscriber) {
        int place = subscribers.length;
        while (place > 0 && subscribers[place - 1].slot.number > subscriber.slot.number) {
            place--;
        }
        if (place > 0 && subscribers[place - 1].slot == subscriber.slot) {
            Subscriber[] next = subscribers.clone();
            next[place - 1] = subscriber;
            return next;
        }
        Subscriber[] next = Arrays.copyOf(subscribers, subscribers.length + 1);
        System.arraycopy(subscribers, place, next, place + 1, subscribers.length - place);
        next[place] = subscriber;
        return next;
    }

    private static Subscriber[] without(Subscriber[] subscribers, Subscriber subscriber) {
        for (int place = 0; place < subscribers.length; place++) {
            if (subscribers[place] == subscriber) {
                if (subscribers.length == 1) {
                    return NOBODY;
                }
                Subscriber[] next = Arrays.copyOf(subscribers, subscribers.length - 1);
                System.arraycopy(subscribers, place + 1, next, place, next.length - place);
                return next;
            }
        }
        return subscribers;
    }
}
