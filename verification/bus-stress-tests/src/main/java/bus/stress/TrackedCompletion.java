package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Topic;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clause 4: what every asynchronous handler did with an event, on the bus's own threads, happens-before what follows
 * the completion of its future. One bus serves all runs.
 */
@JCStressTest
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "each emitter saw what both handlers did with its event")
@Outcome(expect = FORBIDDEN, desc = "a future completed before a handler came back, or what that did was not visible")
@State
public class TrackedCompletion {

    /** A payload that each handler writes into. */
    private static final class Work {

        private int first;
        private int second;
    }

    private static final Topic<Work> X = Topic.of("x", Work.class);

    private static final Bus BUS = Buses.bus();

    static {
        BUS.registerTopics(X);
        BUS.registerHandler("first", X, Delivery.async(), event -> event.data().first = 1);
        BUS.registerHandler("second", X, Delivery.async(), event -> event.data().second = 1);
    }

    @Actor
    public void first(II_Result result) {
        result.r1 = emit();
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = emit();
    }

    private int emit() {
        Work work = Buses.done(BUS.emitTracked(X, new Work())).data();
        return work.first + work.second;
    }
}
