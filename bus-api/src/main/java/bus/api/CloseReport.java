package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was left undone when a bus was closed. A call that returns before the bus is closed for good, as it was made
 * inside a handler or has a shorter limit than the first one, reports what waits at that moment and may still be
 * handled.
 *
 * @param undelivered how many events each handler did not get before the deadline, by its key; a handler that got all
 *     of them is not there. Unmodifiable. The {@link ErrorHandler} is told of each event that is lost.
 * @param running how many calls of asynchronous handlers had not come back; at the limit they are interrupted if they
 *     run on threads of the bus, and what becomes of their event is in {@link Bus#snapshot()}
 * @param scheduled what was to be emitted later and is not, because the bus was closed; unmodifiable, in the order in
 *     which it was due. An emit that had just begun is not there: if the bus refused it, that was logged.
 */
public record CloseReport(Map<String, Long> undelivered, int running, List<ScheduledSnapshot> scheduled) {

    /**
     * Makes a report.
     *
     * @param undelivered the events that were not delivered, which are copied
     * @param running how many calls of handlers had not come back
     * @param scheduled what is not emitted, which is copied
     * @throws NullPointerException if anything is null
     */
    public CloseReport {
        undelivered = Collections.unmodifiableMap(
                new LinkedHashMap<>(requireNonNull(undelivered, "undelivered must not be null")));
        scheduled = List.copyOf(requireNonNull(scheduled, "scheduled must not be null"));
    }

    /**
     * Makes a report of a bus that had nothing scheduled.
     *
     * @param undelivered the events that were not delivered, which are copied
     * @param running how many calls of handlers had not come back
     * @throws NullPointerException if the map is null
     */
    public CloseReport(Map<String, Long> undelivered, int running) {
        this(undelivered, running, List.of());
    }

    /**
     * Tells whether every event was delivered, every handler has come back, and nothing that was scheduled was given
     * up.
     *
     * @return whether nothing is left
     */
    public boolean isComplete() {
        return undelivered.isEmpty() && running == 0 && scheduled.isEmpty();
    }
}
