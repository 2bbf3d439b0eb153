package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Handler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Clause 8: lanes that share what may be in flight never have more, and none of them is forgotten while it waits for
 * its turn.
 */
@JCStressTest
@Outcome(id = "12, 12, (1|2)", expect = ACCEPTABLE, desc = "all events were begun and delivered")
@Outcome(expect = FORBIDDEN, desc = "an event was forgotten or begun twice, or there were too many in flight")
@State
public class LanesShareInFlight {

    private final Bus bus = Buses.bus();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public LanesShareInFlight() {
        bus.registerTopics(Fates.X);
        bus.registerHandler(
                "h",
                Fates.X,
                Buses.ASYNC.keyed(event -> event.data(), 4),
                Handler.completing(event -> begin(event.data()), 2));
    }

    /** Some are done at once, the others on a thread of their own. */
    private CompletionStage<Void> begin(int number) {
        begun.incrementAndGet();
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        if (number % 3 == 0) {
            now.decrementAndGet();
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.runAsync(now::decrementAndGet, Buses.THREADS);
    }

    @Actor
    public void first() {
        emit(0);
    }

    @Actor
    public void second() {
        emit(6);
    }

    private void emit(int from) {
        for (int i = from; i < from + 6; i++) {
            bus.emit(Fates.X, i);
        }
    }

    @Arbiter
    public void end(III_Result result) {
        Buses.awaitIdle(bus);
        result.r1 = begun.get();
        result.r2 = (int) bus.snapshot().handlers().get(0).counts().delivered();
        result.r3 = most.get();
    }
}
