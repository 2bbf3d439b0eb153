package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Overflow;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Clause 9: an event that is dropped while the task of its mailbox takes events is either handled or reported. */
@JCStressTest
@Outcome(id = "6", expect = ACCEPTABLE, desc = "each event met with one fate")
@Outcome(expect = FORBIDDEN, desc = "an event was lost silently, or met with two fates")
@State
public class DropAgainstTask {

    private final Fates fates = new Fates(6);
    private final Bus bus = Buses.bus(fates::report);

    public DropAgainstTask() {
        bus.registerTopics(Fates.X);
        bus.registerHandler("h", Fates.X, Buses.ASYNC.capacity(1).overflow(Overflow.dropOldest()), fates::handle);
    }

    @Actor
    public void first() {
        emit(0, 1, 2);
    }

    @Actor
    public void second() {
        emit(3, 4, 5);
    }

    private void emit(int... numbers) {
        for (int number : numbers) {
            fates.emit(bus, number);
        }
    }

    @Arbiter
    public void end(I_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = fates.single();
    }
}
