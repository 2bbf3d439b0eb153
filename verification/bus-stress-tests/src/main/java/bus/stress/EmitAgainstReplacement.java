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
 * Clauses 2 and 8: where a handler is replaced during emits, each event is handled once, in order, by the earlier
 * handler or the later one. The last call of the earlier one happens-before the first of the later one.
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
public class EmitAgainstReplacement {

    private static final Topic<Integer> X = Topic.of("x", Integer.class);
    private static final int WRONG = -1;

    private final Bus bus = Buses.bus();

    /** How many events were handled in their order. */
    private int handled;

    private int handledByLater;

    public EmitAgainstReplacement() {
        bus.registerTopics(X);
        bus.registerHandler("h", X, Buses.ASYNC, event -> {
            note(event);
            if (handledByLater > 0) {
                handled = WRONG;
            }
        });
    }

    private void note(Event<Integer> event) {
        handled = event.data() == handled + 1 ? event.data() : WRONG;
    }

    @Actor
    public void emitter() {
        for (int i = 1; i <= 10; i++) {
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
        result.r1 = handled;
        result.r2 = handledByLater;
    }
}
