package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Handler;
import bus.api.HandlerCounts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Clause 10: an event whose function is called or whose stage completes while the bus is closed without waiting is
 * delivered, or its loss is reported: one of these. The loss of one whose stage never completes is reported whenever it
 * was begun.
 */
@JCStressTest
@Outcome(
        id = "(1|10|100|1000), (10|100|1000), 0",
        expect = ACCEPTABLE,
        desc = "each event met with one fate, as counted")
@Outcome(expect = FORBIDDEN, desc = "an event was lost silently, met with two fates, or is pending for ever")
@State
public class StageAgainstClose {

    private final Fates fates = new Fates(2);
    private final Bus bus = Buses.bus(fates::report);
    private final CompletableFuture<Void> stage = new CompletableFuture<>();

    public StageAgainstClose() {
        bus.registerTopics(Fates.X);
        bus.registerHandler(
                "h",
                Fates.X,
                Buses.ASYNC,
                Handler.completing(event -> event.data() == 0 ? stage : new CompletableFuture<>(), 2));
    }

    @Actor
    public void emitter() {
        fates.emit(bus, 0);
        stage.complete(null);
        fates.emit(bus, 1);
    }

    @Actor
    public void closer() {
        bus.close(Duration.ZERO);
    }

    @Arbiter
    public void end(III_Result result) {
        Buses.awaitIdle(bus);
        HandlerCounts counts = bus.snapshot().handlers().get(0).counts();
        result.r1 = fates.of(0) + (int) counts.delivered();
        result.r2 = fates.of(1);
        result.r3 = (int) counts.pending();
    }
}
