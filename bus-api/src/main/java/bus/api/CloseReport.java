package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What closing a bus has come to. A call that returns before the bus is closed for good, as it was made inside a handler or has
 * a shorter limit than the first one, reports what waits at that moment and may still be handled.
 *
 * @param undelivered how many events each handler did not get before the deadline, by its key; a handler that got all of
 *     them is not there. Unmodifiable. The {@link ErrorHandler} is told of each event that is lost.
 * @param running how many asynchronous handlers had not come back; at the limit they are interrupted if they run on threads of the bus, and
 *     what becomes of their event is in {@link Bus#snapshot()}
 */
public record CloseReport(Map<String, Long> undelivered, int running) {

    /**
     * Makes a report.
     *
     * @param undelivered the events that were not delivered, which are copied
     * @param running how many handlers had not come back
     * @throws NullPointerException if the map is null
     */
    public CloseReport {
        undelivered = Collections.unmodifiableMap(
                new LinkedHashMap<>(requireNonNull(undelivered, "undelivered must not be null")));
    }

    /**
     * Tells whether every event was delivered and every handler has come back.
     *
     * @return whether nothing is left
     */
    public boolean isComplete() {
        return undelivered.isEmpty() && running == 0;
    }
}
