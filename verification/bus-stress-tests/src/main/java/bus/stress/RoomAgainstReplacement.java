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
 * Clauses 2, 8 and 9: where a handler is replaced while an emit waits for room, each event is handled once, in order,
 * by the earlier handler or the later one, which begins when the earlier one is done.
 */
@JCStressTest
@Outcome(
        id = {"123", "127", "167", "567"},
        expect = ACCEPTABLE,
        desc = "each event was handled once, in order")
@Outcome(expect = FORBIDDEN, desc = "an event was lost, handled twice, or out of order")
@State
public class RoomAgainstReplacement {

    private static final Topic<Integer> X = Topic.of("x", Integer.class);

    private final Bus bus = Buses.bus();
    private int handled;

    public RoomAgainstReplacement() {
        bus.registerTopics(X);
        bus.registerHandler("h", X, Buses.ASYNC.capacity(1), event -> note(event.data()));
    }

    private void note(int digit) {
        handled = handled * 10 + digit;
    }

    @Actor
    public void emitter() {
        bus.emit(X, 1);
        bus.emit(X, 2);
        bus.emit(X, 3);
    }

    @Actor
    public void registrar() {
        bus.registerHandler("h", X, Buses.ASYNC.capacity(1), event -> note(event.data() + 4));
    }

    @Arbiter
    public void end(I_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = handled;
    }
}
