package bus.core;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The registered topics in the order of their registration, linked to each other: one is taken out without a search, and a
 * walk reads them as they lie in memory, which is several times as fast as in the order of a hash table. Guarded by the
 * lock of the registry.
 */
final class TopicOrder implements Iterable<RegisteredTopic> {

    private @Nullable RegisteredTopic first;
    private @Nullable RegisteredTopic last;

    void add(RegisteredTopic topic) {
        topic.previous = last;
        if (last == null) {
            first = topic;
        } else {
            last.next = topic;
        }
        last = topic;
    }

    void remove(RegisteredTopic topic) {
        RegisteredTopic previous = topic.previous;
        RegisteredTopic next = topic.next;
        if (previous == null) {
            first = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            last = previous;
        } else {
            next.previous = previous;
        }
        topic.previous = null; // somebody may keep the topic for long
        topic.next = null;
    }

    @Override
    public Iterator<RegisteredTopic> iterator() {
        return new Iterator<>() {

            private @Nullable RegisteredTopic topic = first;

            @Override
            public boolean hasNext() {
                return topic != null;
            }

            @Override
            public RegisteredTopic next() {
                RegisteredTopic given = topic;
                if (given == null) {
                    throw new NoSuchElementException();
                }
                topic = given.next;
                return given;
            }
        };
    }
}
