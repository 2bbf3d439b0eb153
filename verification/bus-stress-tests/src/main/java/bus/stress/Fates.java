package bus.stress;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.Topic;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What became of numbered events. The fates that an event met with are added up: each is a decimal place of its own, so
 * that none (0) and two of them show.
 */
final class Fates {

    static final Topic<Integer> X = Topic.of("x", Integer.class);

    private static final int HANDLED = 1;
    private static final int REJECTED = 10;
    private static final int UNDELIVERED = 100;
    private static final int REFUSED = 1_000;
    private static final int DROPPED = 10_000;
    private static final Set<Integer> ONE = Set.of(HANDLED, REJECTED, UNDELIVERED, REFUSED, DROPPED);

    private final AtomicIntegerArray ofEvent;

    Fates(int events) {
        ofEvent = new AtomicIntegerArray(events);
    }

    void emit(Bus bus, int number) {
        try {
            bus.emit(X, number);
        } catch (BusClosedException e) {
            ofEvent.addAndGet(number, REFUSED);
        }
    }

    void handle(Event<Integer> event) {
        ofEvent.addAndGet(event.data(), HANDLED);
    }

    void report(HandlerFailure failure) {
        int fate = switch (failure.reason()) {
            case REJECTED -> REJECTED;
            case UNDELIVERED -> UNDELIVERED;
            case DROPPED -> DROPPED;
            default -> throw new IllegalStateException(failure.toString());
        };
        ofEvent.addAndGet((Integer) failure.event().data(), fate);
    }

    int of(int number) {
        return ofEvent.get(number);
    }

    /** Counts the events that met with one fate. */
    int single() {
        int single = 0;
        for (int i = 0; i < ofEvent.length(); i++) {
            if (ONE.contains(ofEvent.get(i))) {
                single++;
            }
        }
        return single;
    }
}
