package bus.stress;

import bus.api.Event;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the completing handlers of the soak test call: it completes its stages on threads of its own, some late and some
 * with a failure, and notes if more of them are begun than may be.
 */
final class SoakClient {

    private final String name;
    private final SoakCounts counts;
    private final Executor threads;
    private final Executor late;
    private final int maxInFlight;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** Which keys have an event under way: plain, as the end of one happens-before the next of its key. */
    private final boolean[] busy = new boolean[Tick.KEYS];

    SoakClient(String name, SoakCounts counts, Executor threads, int maxInFlight) {
        this.name = name;
        this.counts = counts;
        this.threads = threads;
        this.maxInFlight = maxInFlight;
        late = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, threads);
    }

    /** Returns null for some. */
    CompletionStage<Void> call(Event<Tick> event) {
        int last = event.data().ending(1_000);
        if (last == 3) {
            throw new IllegalStateException("one of a thousand");
        } else if (last == 4) {
            return null;
        }
        if (inFlight.incrementAndGet() > maxInFlight) {
            counts.wrong(name + " has too many in flight");
        }
        return CompletableFuture.runAsync(() -> end(last), last % 500 == 7 ? late : threads);
    }

    /** Also notes if another event of the same key is under way. */
    CompletionStage<Void> callByKey(Event<Tick> event) {
        int key = Tick.key(event);
        if (busy[key]) {
            counts.wrong(name + " has two of a key at a time");
        }
        busy[key] = true;
        CompletionStage<Void> stage = null;
        try {
            stage = call(event);
        } finally {
            if (stage == null) {
                busy[key] = false;
            }
        }
        return stage == null ? null : stage.whenComplete((value, thrown) -> busy[key] = false);
    }

    private void end(int last) {
        inFlight.decrementAndGet();
        if (last == 5) {
            throw new IllegalStateException("one of a thousand, later");
        }
    }
}
