package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.EmitScheduler;
import bus.api.ScheduledEmit;
import bus.api.ScheduledSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Clause 10: an event that is scheduled is emitted, or cancelled by its user, or told as not emitted by {@code close}:
 * one of these, and its handle says the same. If its emit has just begun when the bus is closed, it may be refused. Of
 * three events the first is due while it is cancelled, the second is cancelled and the third is due while the bus is
 * closed.
 */
@JCStressTest
@Outcome(
        id = "(emitted|cancelled|refused), (cancelled|told), (emitted|told|refused)",
        expect = ACCEPTABLE,
        desc = "each met with one fate")
@Outcome(expect = FORBIDDEN, desc = "an event was lost, met with two fates, or its handle says something else")
@State
public class ScheduledEmitAgainstClose {

    /** Says nothing: a warning for each run would take most of its time. */
    private static final Logger LOGGER = Logger.getLogger(Bus.class.getName());

    static {
        LOGGER.setLevel(Level.OFF);
    }

    private final Fates fates = new Fates(3);
    private final Bus bus = Buses.bus();
    private final NumberedTasks executor = new NumberedTasks();
    private final List<ScheduledEmit<Integer>> emits;

    /** Each place is written by one actor. */
    private final boolean[] cancelled = new boolean[3];

    private List<ScheduledSnapshot> told = List.of();

    public ScheduledEmitAgainstClose() {
        bus.registerTopics(Fates.X);
        bus.registerHandler("h", Fates.X, fates::handle);
        EmitScheduler scheduler = bus.scheduler(executor);
        emits = IntStream.range(0, 3)
                .mapToObj(i -> scheduler.emitLater(Duration.ofNanos(i), Fates.X, i))
                .toList();
    }

    @Actor
    public void executorAndUser() {
        executor.run(0);
        cancelled[1] = emits.get(1).cancel();
        executor.run(2);
    }

    @Actor
    public void userAndCloser() {
        cancelled[0] = emits.get(0).cancel();
        told = bus.close(Buses.LONG).scheduled();
    }

    @Arbiter
    public void end(LLL_Result result) {
        result.r1 = fate(0);
        result.r2 = fate(1);
        result.r3 = fate(2);
    }

    private String fate(int number) {
        ScheduledEmit<Integer> emit = emits.get(number);
        String met = (fates.of(number) > 0 ? "emitted" : "")
                + (cancelled[number] ? "cancelled" : "")
                + (told.contains(new ScheduledSnapshot(emit.topic(), emit.dueAt())) ? "told" : "");
        String handle = Buses.done(emit.emitted().handle((event, thrown) -> says(thrown, met)));
        return handle.equals(met) || met.isEmpty() && handle.equals("refused") ? handle : met + " but " + handle;
    }

    private static String says(@Nullable Throwable thrown, String met) {
        if (thrown == null) {
            return "emitted";
        }
        if (thrown instanceof CancellationException) {
            return "cancelled";
        }
        if (thrown instanceof BusClosedException) {
            return met.isEmpty() ? "refused" : "told";
        }
        return thrown.toString();
    }
}
