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
 * Clauses 7 and 9: an emit that waits for room while the handler is deregistered does not reach it after
 * {@code drained()} has completed.
 */
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 1", "2, 2", "3, 3"},
        expect = ACCEPTABLE,
        desc = "what was accepted was handled before the mailbox was drained")
@Outcome(expect = FORBIDDEN, desc = "an event was handled after the mailbox was said to be drained")
@State
public class RoomAgainstDeregistration {

    private static final Topic<String> X = Topic.of("x", String.class);

    private final Bus bus = Buses.bus();
    private final Registration registration;
    private int calls;

    public RoomAgainstDeregistration() {
        bus.registerTopics(X);
        registration = bus.registerHandler("h", X, Buses.ASYNC.capacity(1), event -> calls++);
    }

    @Actor
    public void emitter() {
        bus.emit(X, "event");
        bus.emit(X, "event");
        bus.emit(X, "event");
    }

    @Actor
    public void registrar(II_Result result) {
        registration.close();
        registration.drained().join();
        result.r1 = calls;
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r2 = calls;
    }
}
