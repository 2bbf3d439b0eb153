package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Topic;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clauses 2 and 8: where a handler with lanes is replaced during emits, each event is handled once, and those of a key
 * in order. All calls of the earlier handler, in whichever lane, happen-before those of the later one.
 */
@JCStressTest
@Outcome(id = "10, 0", expect = ACCEPTABLE, desc = "the earlier handler had all events")
@Outcome(id = "10, 10", expect = ACCEPTABLE, desc = "the later handler had all events")
@Outcome(
        id = "10, [1-9]",
        expect = ACCEPTABLE,
        desc = "the earlier handler had the first ones, the later one the others")
@Outcome(expect = FORBIDDEN, desc = "an event was lost, handled twice, or out of order")
@State
public class EmitAgainstReplacementOfLanes {

    private static final Topic<Integer> X = Topic.of("x", Integer.class);
    private static final int LANES = 2;
    private static final int WRONG = -100;

    private final Bus bus = Buses.bus();

    /** By lane, the last event and how many came in order. */
    private final int[] last = {0, 1};

    private final int[] handled = new int[LANES];
    private int handledByLater;

    public EmitAgainstReplacementOfLanes() {
        bus.registerTopics(X);
        Delivery<Integer> keyed = Buses.ASYNC.keyed(Event<Integer>::data, LANES);
        bus.registerHandler("h", X, keyed, event -> {
            note(event);
            if (handledByLater > 0) {
                handled[event.data() % LANES] = WRONG;
            }
        });
    }

    private void note(Event<Integer> event) {
        int lane = event.data() % LANES;
        handled[lane] += event.data() == last[lane] + LANES ? 1 : WRONG;
        last[lane] = event.data();
    }

    @Actor
    public void emitter() {
        for (int i = LANES; i < LANES + 10; i++) {
            bus.emit(X, i);
        }
    }

    @Actor
    public void registrar() {
        bus.registerHandler("h", X, Buses.ASYNC, event -> {
            note(event);
            handledByLater++;
        });
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = handled[0] + handled[1];
        result.r2 = handledByLater;
    }
}
