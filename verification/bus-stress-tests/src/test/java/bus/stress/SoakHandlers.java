package bus.stress;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Handler;
import bus.api.Overflow;
import bus.api.Topic;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The handlers of the soak test that get events by key or unordered, or are done later, and those that are replaced by
 * others.
 */
final class SoakHandlers {

    private static final Delivery<Object> ASYNC = Delivery.async();

    private final Bus bus;
    private final Topic<Tick> topic;
    private final SoakCounts counts;
    private final Executor shared;
    private final Executor clients;

    SoakHandlers(Bus bus, Topic<Tick> topic, SoakCounts counts, Executor shared, Executor clients) {
        this.bus = bus;
        this.topic = topic;
        this.counts = counts;
        this.shared = shared;
        this.clients = clients;
    }

    private void register(String key, Delivery<? super Tick> how, Handler<Tick> handler) {
        bus.registerHandler(key, topic, how, counts.counting(key, SoakContext.checking(counts, handler)));
    }

    private void registerClient(String key, Delivery<? super Tick> how, int maxInFlight) {
        SoakClient client = new SoakClient(key, counts, clients, maxInFlight);
        boolean keyed = how.order() == Delivery.Order.KEYED;
        bus.registerHandler(key, topic, how, counts.countingStages(key, maxInFlight, event -> {
            SoakContext.check(counts, event);
            return keyed ? client.callByKey(event) : client.call(event);
        }));
    }

    void registerAll() {
        register("keyed", ASYNC.keyed(Tick::key, 4), inOrderOfKeys("keyed"));
        register("keyed shares", ASYNC.executor(shared).keyed(Tick::key, 3), inOrderOfKeys("keyed shares"));
        register("keyed in vain", ASYNC.keyed(Tick::keyOrNone, 4), inOrderOfKeys("keyed in vain"));
        register("unordered", ASYNC.unordered(4), atATime("unordered", 4, 0));
        register(
                "unordered slow",
                ASYNC.capacity(100).overflow(Overflow.dropOldest()).unordered(3),
                atATime("unordered slow", 3, 20_000));
        register("unordered shares", ASYNC.executor(shared).unordered(2), atATime("unordered shares", 2, 0));
        registerClient("completing", ASYNC, 50);
        registerClient("completing one", ASYNC.capacity(50).overflow(Overflow.dropNewest()), 1);
        registerClient("completing keyed", ASYNC.keyed(Tick::key, 8), 5);
        registerClient("completing unordered", ASYNC.unordered(3), 50);
        registerClient("completing shares", ASYNC.executor(shared).unordered(2), 20);
    }

    /** Registers the next kind of handler under a key in use. */
    void replace(String key, long round) {
        Delivery<Object> how = ASYNC.capacity(10 + (int) (round % 100));
        switch ((int) (round % 7)) {
            case 0 -> register(key, how, event -> {});
            case 1 -> register(key, how.keyed(Tick::key, 3), inOrderOfKeys(key));
            case 2 -> registerClient(key, how, 4);
            case 3 -> register(key, how.unordered(3), atATime(key, 3, 0));
            case 4 -> registerClient(key, how.keyed(Tick::key, 3), 2);
            case 5 -> register(key, how.executor(shared), event -> {});
            default -> registerClient(key, how.unordered(2), 4);
        }
    }

    /** Notes if the numbers of a key do not grow. They are plain, as each call of a lane happens-before the next. */
    private Handler<Tick> inOrderOfKeys(String name) {
        long[] last = new long[Tick.KEYS];
        return event -> {
            int key = Tick.key(event);
            if (event.data().number() <= last[key]) {
                counts.wrong(name + " is out of order");
            }
            last[key] = event.data().number();
        };
    }

    /** Notes if it is called more often at a time. */
    private Handler<Tick> atATime(String name, int most, long nanos) {
        AtomicInteger now = new AtomicInteger();
        return event -> {
            if (now.incrementAndGet() > most) {
                counts.wrong(name + " is called too often at a time");
            }
            if (nanos > 0) {
                LockSupport.parkNanos(nanos);
            }
            now.decrementAndGet();
        };
    }
}
