package order.shop;

import bus.api.Event;
import bus.api.Handler;
import bus.api.Topic;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the events of every topic.
 *
 * <p>A plain map will do: an ordered mailbox calls it for one event at a time, each call happens-before the next, and
 * the counts are read after a true {@code awaitIdle}.
 */
final class Counter implements Handler<Object> {

    private final Map<String, Long> counts = new HashMap<>();

    @Override
    public void handle(Event<Object> event) {
        counts.merge(event.topic(), 1L, Long::sum);
    }

    long count(Topic<?> topic) {
        return counts.getOrDefault(topic.name(), 0L);
    }
}
