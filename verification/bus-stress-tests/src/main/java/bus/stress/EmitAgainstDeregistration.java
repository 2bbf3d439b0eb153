package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Registration;
import bus.api.Topic;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clause 7: an asynchronous handler that is deregistered during an emit gets what its mailbox had accepted, and nothing
 * after {@code drained()} has completed. The call of the handler happens-before that.
 */
@JCStressTest
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "the emit was later, or was skipped")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "the event was handled before the mailbox was drained")
@Outcome(expect = FORBIDDEN, desc = "the event was handled twice, or after the mailbox was said to be drained")
@State
public class EmitAgainstDeregistration {

    private static final Topic<String> X = Topic.of("x", String.class);

    private final Bus bus = Buses.bus();
    private final Registration registration;
    private int calls;

    public EmitAgainstDeregistration() {
        bus.registerTopics(X);
        registration = bus.registerHandler("h", X, Buses.ASYNC, event -> calls++);
    }

    @Actor
    public void emitter() {
        bus.emit(X, "event");
    }

    @Actor
    public void registrar(II_Result result) {
        registration.close();
        Buses.done(registration.drained());
        result.r1 = calls;
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r2 = calls;
    }
}
