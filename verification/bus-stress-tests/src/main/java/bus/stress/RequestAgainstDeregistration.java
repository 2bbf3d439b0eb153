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
 * A reactive consumer whose handler is removed gets what its mailbox had accepted, and is told of the end after that.
 */
@JCStressTest
@Outcome(id = "12, 12", expect = ACCEPTABLE, desc = "what was accepted was delivered before the end")
@Outcome(expect = FORBIDDEN, desc = "an event was not delivered, after the end, twice or together with another")
@State
public class RequestAgainstDeregistration {

    private final Bus bus = Buses.bus();
    private final Digits consumer = Digits.of(bus);

    public RequestAgainstDeregistration() {
        bus.emit(Digits.X, 1);
        bus.emit(Digits.X, 2);
    }

    @Actor
    public void requester() {
        consumer.subscription().request(1);
        consumer.subscription().request(1);
    }

    @Actor
    public void registrar() {
        bus.deregisterHandler(Digits.KEY);
    }

    @Arbiter
    public void end(II_Result result) {
        result.r1 = Buses.done(consumer.ended());
        Buses.awaitIdle(bus);
        result.r2 = consumer.digits();
    }
}
