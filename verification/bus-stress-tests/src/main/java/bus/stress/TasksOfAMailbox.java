package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Clause 8: two tasks that empty one mailbox take each event once, no more than two events are handled at a time, and
 * all are counted.
 */
@JCStressTest
@Outcome(id = "20, 20, (1|2)", expect = ACCEPTABLE, desc = "each event met with one fate, and was counted")
@Outcome(expect = FORBIDDEN, desc = "an event was lost or handled twice, not counted, or one too many at a time")
@State
public class TasksOfAMailbox {

    private static final int EVENTS = 20;

    private final Fates fates = new Fates(EVENTS);
    private final Bus bus = Buses.bus(fates::report);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public TasksOfAMailbox() {
        bus.registerTopics(Fates.X);
        bus.registerHandler("h", Fates.X, Buses.ASYNC.unordered(2), event -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            fates.handle(event);
            Thread.yield(); // to whoever may come
            now.decrementAndGet();
        });
    }

    @Actor
    public void first() {
        emit(0);
    }

    @Actor
    public void second() {
        emit(EVENTS / 2);
    }

    private void emit(int from) {
        for (int i = from; i < from + EVENTS / 2; i++) {
            fates.emit(bus, i);
        }
    }

    @Arbiter
    public void end(III_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = fates.single();
        result.r2 = (int) bus.snapshot().handlers().get(0).counts().delivered();
        result.r3 = most.get();
    }
}
