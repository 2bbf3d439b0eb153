package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.CloseReport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * Clause 10: an emit during {@code close} is refused, or its event is handled, or its loss is reported: one of these.
 * One that begins after {@code close} returned is refused.
 */
@JCStressTest
@Outcome(id = "1, 0, false", expect = ACCEPTABLE, desc = "the event was handled")
@Outcome(id = "10, 0, false", expect = ACCEPTABLE, desc = "the mailbox rejected the event, which was reported")
@Outcome(id = "1000, 0, (true|false)", expect = ACCEPTABLE, desc = "the emit was refused")
@Outcome(expect = FORBIDDEN, desc = "the event was lost silently, met with two fates, or came after the end")
@State
public class CloseAgainstEmit {

    private final Fates fates = new Fates(1);
    private final Bus bus = Buses.bus(fates::report);

    private volatile boolean closed;

    public CloseAgainstEmit() {
        bus.registerTopics(Fates.X);
        bus.registerHandler("h", Fates.X, Buses.ASYNC, fates::handle);
    }

    @Actor
    public void closer(IIZ_Result result) {
        CloseReport report = bus.close(Buses.LONG);
        closed = true;
        result.r2 = report.undelivered().getOrDefault("h", 0L).intValue();
    }

    @Actor
    public void emitter(IIZ_Result result) {
        result.r3 = closed;
        fates.emit(bus, 0);
    }

    @Arbiter
    public void end(IIZ_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = fates.of(0);
    }
}
