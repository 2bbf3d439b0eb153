package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clause 10: what was accepted before {@code close} began is handled before it returns, also where another thread emits
 * meanwhile.
 */
@JCStressTest
@Outcome(id = "1, (1|10|100|1000)", expect = ACCEPTABLE, desc = "the event was handled in time")
@Outcome(expect = FORBIDDEN, desc = "close did not wait for the event, or the other event was lost")
@State
public class CloseAfterEmit {

    private final Fates fates = new Fates(2);
    private final Bus bus = Buses.bus(fates::report);

    public CloseAfterEmit() {
        bus.registerTopics(Fates.X);
        bus.registerHandler("h", Fates.X, Buses.ASYNC, fates::handle);
    }

    @Actor
    public void closer(II_Result result) {
        fates.emit(bus, 0);
        bus.close(Buses.LONG);
        result.r1 = fates.of(0);
    }

    @Actor
    public void emitter() {
        fates.emit(bus, 1);
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r2 = fates.of(1);
    }
}
