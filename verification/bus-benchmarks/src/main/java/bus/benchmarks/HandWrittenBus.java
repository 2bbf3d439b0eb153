package bus.benchmarks;

import bus.api.Event;
import bus.api.Handler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The least that a bus can be, written by hand: what an emit takes if nothing is checked, no failure is caught and
 * nobody comes or goes. It is the limit that the bus is measured against. Thread-safe.
 */
final class HandWrittenBus {

    private static final int COUNTER_BITS = 22;

    /** The word lies alone: whatever else is in its cache line would be lost to the other thread with every number. */
    private static final int WORD = 16;

    private final AtomicLongArray words = new AtomicLongArray(2 * WORD);

    /** A look-up reads the array as a volatile, as the array of a bus is read. */
    private final Map<String, Handler<Order>[]> topics = new ConcurrentHashMap<>();

    HandWrittenBus(String topic, Handler<Order>[] handlers) {
        topics.put(topic, handlers);
    }

    static void deliver(Event<Order> event, Handler<Order>[] handlers) throws Exception {
        for (Handler<Order> handler : handlers) {
            handler.handle(event);
        }
    }

    /** Emits an event whose time and ids are given. */
    Event<Order> emit(String topic, Order data, long time, String id, String txId) throws Exception {
        Handler<Order>[] handlers = topics.get(topic);
        Event<Order> event = new HandWrittenEvent.Given<>(topic, data, time, id, txId);
        deliver(event, handlers);
        return event;
    }

    /** Emits an event that gets its time and its id from one reading of the clock. */
    Event<Order> emit(String topic, Order data) throws Exception {
        Handler<Order>[] handlers = topics.get(topic);
        long now = System.currentTimeMillis();
        Event<Order> event = new HandWrittenEvent.Numbered<>(topic, data, now, number(now), null);
        deliver(event, handlers);
        return event;
    }

    private long number(long now) {
        long last;
        long next;
        do {
            last = words.get(WORD);
            next = Math.max(now << COUNTER_BITS, last + 1);
        } while (!words.compareAndSet(WORD, last, next));
        return next;
    }
}
