package bus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.HandlerSnapshot;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What the handlers and the error handler of the soak test have seen, beside what the bus counts. */
final class SoakCounts {

    private final Map<String, LongAdder> handled = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> lost = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> wrong = new ConcurrentHashMap<>();

    void lose(HandlerFailure failure) {
        count(lost, failure.key() + " " + failure.reason()).increment();
    }

    /** Notes what must not be. */
    void wrong(String what) {
        count(wrong, what).increment();
    }

    private static LongAdder count(Map<String, LongAdder> counts, String key) {
        return counts.computeIfAbsent(key, it -> new LongAdder());
    }

    /** Returns what counts the events that a handler has handled. */
    LongAdder handled(String key) {
        return count(handled, key);
    }

    /** Counts an event after it was handled. */
    Handler<Tick> counting(String key, Handler<Tick> handler) {
        LongAdder count = handled(key);
        return event -> {
            handler.handle(event);
            count.increment();
        };
    }

    /** Counts an event before the bus is told that it is done. */
    Handler<Tick> countingStages(String key, int maxInFlight, Function<Event<Tick>, CompletionStage<Void>> begin) {
        LongAdder count = handled(key);
        return Handler.completing(
                event -> {
                    CompletionStage<Void> stage = begin.apply(event);
                    return stage == null ? null : stage.thenRun(count::increment);
                },
                maxInFlight);
    }

    Map<String, LongAdder> lost() {
        return lost;
    }

    void assertNothingWasWrong() {
        assertThat(wrong).isEmpty();
    }

    /** The counts of the bus add up, and are what the handler and the error handler have seen. */
    void account(HandlerSnapshot handler, long offered) {
        String key = handler.key();
        assertAddUp(handler);
        assertThat(handler.counts())
                .as(key)
                .isEqualTo(new HandlerCounts(
                        offered,
                        sum(handled, key),
                        lost(key, Reason.FAILED),
                        lost(key, Reason.DROPPED),
                        lost(key, Reason.REJECTED),
                        lost(key, Reason.UNDELIVERED),
                        lost(key, Reason.SKIPPED),
                        0));
    }

    static void assertAddUp(HandlerSnapshot handler) {
        HandlerCounts counts = handler.counts();
        assertThat(counts.pending()).as(handler.key()).isZero();
        assertThat(counts.offered())
                .as(handler.key())
                .isEqualTo(counts.delivered()
                        + counts.failed()
                        + counts.dropped()
                        + counts.rejected()
                        + counts.undelivered()
                        + counts.skipped());
    }

    private long lost(String key, Reason reason) {
        return sum(lost, key + " " + reason);
    }

    private static long sum(Map<String, LongAdder> counts, String key) {
        LongAdder count = counts.get(key);
        return count == null ? 0 : count.sum();
    }

    /** Returns how many events met with a fate under a key, whichever of the handlers that had it. */
    long fates(String key) {
        long fates = sum(handled, key);
        for (Reason reason : Reason.values()) {
            fates += lost(key, reason);
        }
        return fates;
    }
}
