package bus.core;

import bus.api.PayloadTypeException;
import bus.api.Topic;
import java.util.ArrayList;
import java.util.List;

/** A topic that is registered, with those who get its events. */
final class RegisteredTopic {

    final String name;
    final long number;
    private final Class<?> payload;

    /**
     * In the order of registration; never written into, always swapped as a whole under the lock of the registry. The
     * volatile write of the swap happens-before the read of an emit that begins afterwards, so that the emit sees the
     * subscribers and everything that was done before they were registered.
     */
    private volatile Subscriber[] subscribers;

    RegisteredTopic(Topic<?> topic, long number, List<Subscriber> subscribers) {
        this.name = topic.name();
        this.payload = topic.payload();
        this.number = number;
        this.subscribers = subscribers.toArray(Subscriber[]::new);
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

    /** Puts a subscriber in its place, which may be that of one it replaces. */
    void put(Subscriber subscriber) {
        List<Subscriber> next = new ArrayList<>(subscribers.length + 1);
        boolean placed = false;
        for (Subscriber other : subscribers) {
            if (!placed && other.slot.number > subscriber.slot.number) {
                next.add(subscriber);
                placed = true;
            }
            if (other.slot != subscriber.slot) {
                next.add(other);
            }
        }
        if (!placed) {
            next.add(subscriber);
        }
        subscribers = next.toArray(Subscriber[]::new);
    }

    void remove(Subscriber subscriber) {
        List<Subscriber> next = new ArrayList<>(List.of(subscribers));
        next.remove(subscriber);
        subscribers = next.toArray(Subscriber[]::new);
    }
}
