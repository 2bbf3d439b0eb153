package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Overflow;
import bus.api.Topic;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Clause 9: an emit that waits for room in a mailbox gets it as soon as there is some, also where several wait. */
@JCStressTest
@Outcome(id = "6, 0", expect = ACCEPTABLE, desc = "all events were handled")
@Outcome(expect = FORBIDDEN, desc = "an emit was not woken, or an event was lost or handled twice")
@State
public class RoomInAMailbox {

    private static final Topic<String> X = Topic.of("x", String.class);

    private final AtomicInteger reported = new AtomicInteger();
    private final Bus bus = Buses.bus(failure -> reported.incrementAndGet());
    private int calls;

    public RoomInAMailbox() {
        bus.registerTopics(X);
        bus.registerHandler("h", X, Buses.ASYNC.capacity(1).overflow(Overflow.block(Buses.LONG)), event -> calls++);
    }

    @Actor
    public void first() {
        emitThree();
    }

    @Actor
    public void second() {
        emitThree();
    }

    private void emitThree() {
        for (int i = 0; i < 3; i++) {
            bus.emit(X, "event");
        }
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = calls;
        result.r2 = reported.get();
    }
}
