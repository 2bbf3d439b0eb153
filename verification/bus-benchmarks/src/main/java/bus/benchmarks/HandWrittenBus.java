package bus.benchmarks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The least that a bus can be, written by hand: what an emit takes if nothing is checked, no failure is caught and nobody comes or
 * goes. It is the limit that the bus is measured against. Thread-safe.
 */
final class HandWrittenBus {

    /** What is called with an event. */
    @FunctionalInterface
    interface Handler<T> {

        void handle(HandWrittenEvent<? extends T> event);
    }

    private static final int COUNTER_BITS = 22;

    /** The word lies alone: whatever else is in its cache line would be lost to the other thread with every number. */
    private static final int WORD = 16;

    private final AtomicLongArray words = new AtomicLongArray(2 * WORD);

    /** A look-up reads the array as a volatile, as the array of a bus is read. */
    private final Map<String, Handler<Order>[]> topics = new ConcurrentHashMap<>();

    HandWrittenBus(String topic, int handlers) {
        topics.put(topic, handlers(handlers));
    }

    /** Makes handlers, each an object of its own and of three classes in turn, so that they are called as in an application. */
    @SuppressWarnings("unchecked")
    static Handler<Order>[] handlers(int count) {
        Handler<Order>[] handlers = new Handler[count];
        for (int i = 0; i < count; i++) {
            int least = -i;
            handlers[i] = switch (i % 3) {
                case 0 -> event -> event.data().check(least);
                case 1 -> event -> event.data().check(least);
                default -> event -> event.data().check(least);
            };
        }
        return handlers;
    }

    static void deliver(HandWrittenEvent<Order> event, Handler<Order>[] handlers) {
        for (Handler<Order> handler : handlers) {
            handler.handle(event);
        }
    }

    /** Emits an event whose time and ids are given. */
    HandWrittenEvent<Order> emit(String topic, Order data, long time, String id, String txId) {
        Handler<Order>[] handlers = topics.get(topic);
        HandWrittenEvent<Order> event = new HandWrittenEvent.Given<>(topic, data, time, id, txId);
        deliver(event, handlers);
        return event;
    }

    /** Emits an event that gets its time and its id from one reading of the clock. */
    HandWrittenEvent<Order> emit(String topic, Order data) {
        Handler<Order>[] handlers = topics.get(topic);
        long now = System.currentTimeMillis();
        HandWrittenEvent<Order> event = new HandWrittenEvent.Numbered<>(topic, data, now, number(now), null);
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
