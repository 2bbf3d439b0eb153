package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Delivery;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Clause 10: where {@code close} waits for nothing, each event is refused, or handled, or its loss is reported: one of
 * these. The handler runs on the bus's own threads, which {@code close} interrupts.
 */
@JCStressTest
@Outcome(id = "(1|10|100|1000), (1|10|100|1000)", expect = ACCEPTABLE, desc = "each event met with one fate")
@Outcome(expect = FORBIDDEN, desc = "an event was lost silently, or met with two fates")
@State
public class CloseAtTheLimit {

    private final Fates fates = new Fates(2);
    private final Bus bus = Buses.bus(fates::report);

    public CloseAtTheLimit() {
        bus.registerTopics(Fates.X);
        bus.registerHandler("h", Fates.X, Delivery.async(), fates::handle);
    }

    @Actor
    public void emitter() {
        fates.emit(bus, 0);
        fates.emit(bus, 1);
    }

    @Actor
    public void closer() {
        bus.close(Duration.ZERO);
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = fates.of(0);
        result.r2 = fates.of(1);
    }
}
