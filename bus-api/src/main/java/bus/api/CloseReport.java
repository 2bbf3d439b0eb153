package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What closing a bus has come to.
 *
 * @param undelivered how many events each handler did not get before the deadline, by its key; a handler that got all of
 *     them is not there. Unmodifiable. The {@link ErrorHandler} was told of each such event.
 * @param running how many asynchronous handlers had not come back, which were interrupted if they run on threads of the bus
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
