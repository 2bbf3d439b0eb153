package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Topic;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clause 4: what an emitter did before {@code emit} happens-before the call of an asynchronous handler, on the bus's
 * own threads. One bus serves all runs.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the handler saw what each emitter had written")
@Outcome(expect = FORBIDDEN, desc = "the handler did not see what an emitter had written, or was not called")
@State
public class PublicationOfAnEvent {

    /** A payload that is written without any care before it is emitted. */
    private static final class Note {

        private int written;

        /** Volatile, as what is visible afterwards is not the question here. */
        private volatile int seen;
    }

    private static final Topic<Note> X = Topic.of("x", Note.class);
    private static final Bus BUS = Buses.bus();

    static {
        BUS.registerTopics(X);
        BUS.registerHandler("h", X, Delivery.async(), event -> event.data().seen = event.data().written);
    }

    private final Note first = new Note();
    private final Note second = new Note();

    @Actor
    public void first() {
        first.written = 1;
        BUS.emit(X, first);
    }

    @Actor
    public void second() {
        second.written = 1;
        BUS.emit(X, second);
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(BUS);
        result.r1 = first.seen;
        result.r2 = second.seen;
    }
}
