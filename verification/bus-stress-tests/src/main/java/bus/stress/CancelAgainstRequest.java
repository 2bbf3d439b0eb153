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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A reactive consumer that cancels while it requests gets the first of what waits, if any, and no mailbox waits for it.
 */
@JCStressTest
@Outcome(
        id = {"0, 0", "1, 0", "12, 0"},
        expect = ACCEPTABLE,
        desc = "the first of what was requested was delivered, and the rest passed over")
@Outcome(expect = FORBIDDEN, desc = "an event was left out, delivered twice or together with another, or not requested")
@State
public class CancelAgainstRequest {

    private final AtomicInteger reported = new AtomicInteger();
    private final Bus bus = Buses.bus(failure -> reported.incrementAndGet());
    private final Digits consumer = Digits.of(bus);

    public CancelAgainstRequest() {
        for (int i = 1; i <= 3; i++) {
            bus.emit(Digits.X, i);
        }
    }

    @Actor
    public void requester() {
        consumer.subscription().request(1);
        consumer.subscription().request(1);
    }

    @Actor
    public void canceller() {
        consumer.subscription().cancel();
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = consumer.digits();
        result.r2 = reported.get() + bus.handlerKeys().size();
    }
}
