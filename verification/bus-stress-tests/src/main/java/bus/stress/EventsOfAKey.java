package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Event;
import bus.api.Topic;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clauses 4 and 8: the events of a key are handled one after the other in the order in which a thread emits them, also
 * while another thread emits to the same lane. Each call for a lane happens-before the next.
 */
@JCStressTest
@Outcome(id = "10, 10", expect = ACCEPTABLE, desc = "the events of both keys were handled in their order")
@Outcome(expect = FORBIDDEN, desc = "an event was lost, handled twice, or out of order")
@State
public class EventsOfAKey {

    private static final Topic<Integer> X = Topic.of("x", Integer.class);

    private final Bus bus = Buses.bus();

    /** By key, the number of the last event that came in order. */
    private final int[] last = new int[2];

    public EventsOfAKey() {
        bus.registerTopics(X);
        // Both keys share a lane, beside which there is another one.
        bus.registerHandler("h", X, Buses.ASYNC.keyed(event -> key(event) * 2, 2), this::note);
    }

    private static int key(Event<Integer> event) {
        return event.data() / 100;
    }

    private void note(Event<Integer> event) {
        int key = key(event);
        last[key] = event.data() % 100 == last[key] + 1 ? last[key] + 1 : -1;
    }

    @Actor
    public void first() {
        emitAll(0);
    }

    @Actor
    public void second() {
        emitAll(1);
    }

    private void emitAll(int key) {
        for (int i = 1; i <= 10; i++) {
            bus.emit(X, key * 100 + i);
        }
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = last[0];
        result.r2 = last[1];
    }
}
