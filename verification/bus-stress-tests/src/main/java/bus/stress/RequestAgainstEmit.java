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
 * A reactive consumer gets as many events as it requests while they are emitted, one after the other; the rest waits.
 */
@JCStressTest
@Outcome(id = "123, 2", expect = ACCEPTABLE, desc = "three events were requested and delivered, and two wait")
@Outcome(
        expect = FORBIDDEN,
        desc = "an event was forgotten, delivered twice or together with another, or not requested")
@State
public class RequestAgainstEmit {

    private final Bus bus = Buses.bus();
    private final Digits consumer = Digits.of(bus);

    @Actor
    public void emitter() {
        for (int i = 1; i <= 5; i++) {
            bus.emit(Digits.X, i);
        }
    }

    @Actor
    public void requester() {
        consumer.subscription().request(1);
        consumer.subscription().request(2);
    }

    @Arbiter
    public void end(II_Result result) {
        Buses.spinUntil(() -> Buses.counts(bus).delivered() >= 3);
        result.r1 = consumer.digits();
        result.r2 = (int) Buses.counts(bus).pending();
    }
}
