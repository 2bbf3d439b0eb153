package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Handler;
import bus.api.HandlerCounts;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Clauses 6 and 8: a stage that completes while the function which returns it comes back ends its event once, and the
 * next event begins.
 */
@JCStressTest
@Outcome(
        id = "2, 1, 1",
        expect = ACCEPTABLE,
        desc = "both events were begun, one delivered, and one failed with its stage")
@Outcome(expect = FORBIDDEN, desc = "an event was forgotten, or counted twice")
@State
public class StageAgainstItsFunction {

    private final Bus bus = Buses.bus();
    private final CompletableFuture<Void> stage = new CompletableFuture<>();
    private volatile boolean begun;
    private int calls;

    public StageAgainstItsFunction() {
        bus.registerTopics(Fates.X);
        bus.registerHandler(
                "h",
                Fates.X,
                Buses.ASYNC,
                Handler.completing(
                        event -> {
                            calls++;
                            begun = true;
                            return event.data() == 0
                                    ? stage
                                    : CompletableFuture.failedFuture(new IllegalStateException("at once"));
                        },
                        1));
    }

    @Actor
    public void emitter() {
        bus.emit(Fates.X, 0);
        bus.emit(Fates.X, 1);
    }

    @Actor
    public void client() {
        Buses.spinUntil(() -> begun);
        stage.complete(null);
    }

    @Arbiter
    public void end(III_Result result) {
        Buses.awaitIdle(bus);
        HandlerCounts counts = bus.snapshot().handlers().get(0).counts();
        result.r1 = calls;
        result.r2 = (int) counts.delivered();
        result.r3 = (int) counts.failed();
    }
}
