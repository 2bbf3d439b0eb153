package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Topic;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clauses 2 and 8: where a mailbox takes the place of a synchronous handler during emits, each event is handled once,
 * by the handler that was registered or by the mailbox, and the mailbox handles one at a time in order.
 */
@JCStressTest
@Outcome(
        id = "20, 0",
        expect = ACCEPTABLE,
        desc = "each event was handled once, those of the mailbox one after the other")
@Outcome(expect = FORBIDDEN, desc = "an event was lost or handled twice, or two at a time")
@State
public class EmitAgainstReplacementOfSync {

    private static final Topic<Integer> X = Topic.of("x", Integer.class);

    private final Bus bus = Buses.bus();
    private final AtomicInteger handled = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();

    /** Plain, as each call of the mailbox happens-before the next. */
    private int last;

    public EmitAgainstReplacementOfSync() {
        bus.registerTopics(X);
        bus.registerHandler("h", X, event -> handled.incrementAndGet());
    }

    @Actor
    public void emitter() {
        for (int i = 1; i <= 20; i++) {
            bus.emit(X, i);
        }
    }

    @Actor
    public void registrar() {
        bus.registerHandler("h", X, Buses.ASYNC, event -> {
            handled.incrementAndGet();
            if (event.data() <= last) {
                wrong.incrementAndGet();
            }
            last = event.data();
        });
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = handled.get();
        result.r2 = wrong.get();
    }
}
