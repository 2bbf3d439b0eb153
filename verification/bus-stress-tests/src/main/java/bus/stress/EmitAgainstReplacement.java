package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Topic;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Clauses 2 and 8: where a handler is replaced during emits, each event is handled once, in order, by the earlier handler or
 * the later one. The last call of the earlier one happens-before the first of the later one.
 */
@JCStressTest
@Outcome(id = "12", expect = ACCEPTABLE, desc = "the earlier handler had both events")
@Outcome(id = "16", expect = ACCEPTABLE, desc = "the earlier handler had the first event, the later one the second")
@Outcome(id = "56", expect = ACCEPTABLE, desc = "the later handler had both events")
@Outcome(expect = FORBIDDEN, desc = "an event was lost, handled twice, or out of order")
@State
public class EmitAgainstReplacement {

    private static final Topic<Integer> X = Topic.of("x", Integer.class);

    private final Bus bus = Buses.bus();
    private int handled;

    public EmitAgainstReplacement() {
        bus.registerTopics(X);
        bus.registerHandler("h", X, Buses.ASYNC, event -> note(event.data()));
    }

    private void note(int digit) {
        handled = handled * 10 + digit;
    }

    @Actor
    public void emitter() {
        bus.emit(X, 1);
        bus.emit(X, 2);
    }

    @Actor
    public void registrar() {
        bus.registerHandler("h", X, Buses.ASYNC, event -> note(event.data() + 4));
    }

    @Arbiter
    public void end(I_Result result) {
        Buses.isIdle(bus);
        result.r1 = handled;
    }
}
