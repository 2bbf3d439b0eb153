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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clauses 4 and 8: an event that arrives as a mailbox comes to rest is not forgotten. Each call of an ordered handler
 * happens-before the next, and all of them before {@code awaitIdle} returns true. There are more events than a task of
 * an executor handles before it lets others run.
 */
@JCStressTest
@Outcome(id = "80, 80", expect = ACCEPTABLE, desc = "all events were handled, one after the other")
@Outcome(expect = FORBIDDEN, desc = "an event was forgotten, handled twice, or together with another")
@State
public class MailboxHandOver {

    private static final Topic<String> X = Topic.of("x", String.class);

    private final Bus bus = Buses.bus();
    private int calls;

    public MailboxHandOver() {
        bus.registerTopics(X);
        bus.registerHandler("h", X, Buses.ASYNC, event -> calls++);
    }

    @Actor
    public void first() {
        emitAll();
    }

    @Actor
    public void second() {
        emitAll();
    }

    private void emitAll() {
        for (int i = 0; i < 40; i++) {
            bus.emit(X, "event");
        }
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = calls;
        result.r2 = (int) bus.snapshot().handlers().get(0).counts().delivered();
    }
}
