package bus.core;

import bus.api.Handler;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who gets the events of a topic, in the order of registration. Never changed once made, so that topics share those who
 * are the same.
 */
final class Recipients {

    static final Recipients NOBODY = new Recipients();

    private final Subscriber[] subscribers;

    /**
     * The handlers of the first subscribers, up to one that needs more than a call. An emit reads nothing else for
     * these, which is a third less for each of many handlers.
     */
    private final Handler<Object>[] direct;

    @SuppressWarnings({"unchecked", "rawtypes"}) // there are no generic arrays
    private Recipients(Subscriber... subscribers) {
        this.subscribers = subscribers;
        int count = 0;
        while (count < subscribers.length && subscribers[count].isDirect()) {
            count++;
        }
        direct = new Handler[count];
        for (int i = 0; i < count; i++) {
            direct[i] = subscribers[i].handler;
        }
    }

    /** Returns these if they are the given subscribers, else others that are. */
    Recipients orOf(List<Subscriber> given) {
        return given.equals(Arrays.asList(subscribers)) ? this : new Recipients(given.toArray(new Subscriber[0]));
    }

    /** Returns the array itself, which is not to be written into. */
    Subscriber[] subscribers() {
        return subscribers;
    }

    /** Returns the array itself, which is not to be written into. */
    Handler<Object>[] direct() {
        return direct;
    }

    /** Returns their keys. */
    List<String> keys() {
        return Stream.of(subscribers).map(Subscriber::key).toList();
    }

    /** Returns these and another one in its place, which may be that of one it replaces. */
    Recipients with(Subscriber subscriber) {
        int place = subscribers.length;
        while (place > 0 && subscribers[place - 1].slot.number > subscriber.slot.number) {
            place--;
        }
        if (place > 0 && subscribers[place - 1].slot == subscriber.slot) {
            Subscriber[] next = subscribers.clone();
            next[place - 1] = subscriber;
            return new Recipients(next);
        }
        Subscriber[] next = Arrays.copyOf(subscribers, subscribers.length + 1);
        System.arraycopy(subscribers, place, next, place + 1, subscribers.length - place);
        next[place] = subscriber;
        return new Recipients(next);
    }

    /** Returns these without one; these themselves if it is not among them. */
    Recipients without(Subscriber subscriber) {
        int place = Arrays.asList(subscribers).indexOf(subscriber);
        if (place < 0) {
            return this;
        }
        if (subscribers.length == 1) {
            return NOBODY;
        }
        Subscriber[] next = Arrays.copyOf(subscribers, subscribers.length - 1);
        System.arraycopy(subscribers, place + 1, next, place, next.length - place);
        return new Recipients(next);
    }
}
