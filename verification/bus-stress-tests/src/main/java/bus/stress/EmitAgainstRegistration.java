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
import org.openjdk.jcstress.infra.results.IIL_Result;

/**
 * Clauses 1, 2, 4 and 7: an emit that begins after a handler was registered, and ends before it is deregistered,
 * reaches it once; one that begins after it was deregistered does not. What was done before it was registered
 * happens-before its call.
 */
@JCStressTest
@Outcome(
        id = "1, 1, (MUST|MAY)",
        expect = ACCEPTABLE,
        desc = "the emit met the handler, which saw what was written before")
@Outcome(id = "0, 0, (MAY|NEVER)", expect = ACCEPTABLE, desc = "the emit was earlier or later than the handler")
@Outcome(
        expect = FORBIDDEN,
        desc = "the handler was called at a wrong time or twice, or did not see what was written before")
@State
public class EmitAgainstRegistration {

    private enum Stage {
        BEFORE,
        REGISTERED,
        DEREGISTERING,
        DEREGISTERED
    }

    private enum Call {
        MUST,
        MAY,
        NEVER
    }

    private static final Topic<String> X = Topic.of("x", String.class);

    private final Bus bus = Buses.bus();
    private volatile Stage stage = Stage.BEFORE;
    private int written;
    private int calls;
    private int seen;

    public EmitAgainstRegistration() {
        bus.registerTopics(X);
    }

    @Actor
    public void emitter(IIL_Result result) {
        Stage begin = stage;
        bus.emit(X, "event");
        Stage end = stage;
        if (begin == Stage.REGISTERED && end == Stage.REGISTERED) {
            result.r3 = Call.MUST;
        } else {
            result.r3 = begin == Stage.DEREGISTERED ? Call.NEVER : Call.MAY;
        }
    }

    @Actor
    public void registrar() {
        written = 1;
        bus.registerHandler("h", X, event -> {
            calls++;
            seen = written;
        });
        stage = Stage.REGISTERED;
        for (int i = 0; i < 50; i++) {
            Thread.onSpinWait(); // about as long as an emit takes
        }
        stage = Stage.DEREGISTERING;
        bus.deregisterHandler("h");
        stage = Stage.DEREGISTERED;
    }

    @Arbiter
    public void end(IIL_Result result) {
        result.r1 = calls;
        result.r2 = seen;
    }
}
