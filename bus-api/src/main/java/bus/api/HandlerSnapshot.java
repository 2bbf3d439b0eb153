package bus.api;

import static java.util.Objects.requireNonNull;

/**
 * One handler at one moment.
 *
 * @param key its key
 * @param on the topics that it is registered on
 * @param delivery how it gets its events
 * @param deliveriesCounted whether it is counted what was offered and delivered: of a synchronous handler they are only
 *     with {@link Bus.Builder#statistics}, and are otherwise taken for what failed or was skipped
 * @param counts what has become of its events
 * @param registeredAt where in the code it was registered; known only with {@link Bus.Builder#callSites}
 */
public record HandlerSnapshot(
        String key,
        TopicMatcher<?> on,
        Delivery<?> delivery,
        boolean deliveriesCounted,
        HandlerCounts counts,
        CallSite registeredAt) {

    /**
     * Makes a snapshot.
     *
     * @param key its key
     * @param on the topics that it is registered on
     * @param delivery how it gets its events
     * @param deliveriesCounted whether all its events are counted
     * @param counts what has become of its events
     * @param registeredAt where in the code it was registered
     * @throws NullPointerException if anything is null
     */
    public HandlerSnapshot {
        requireNonNull(key, "key must not be null");
        requireNonNull(on, "on must not be null");
        requireNonNull(delivery, "delivery must not be null");
        requireNonNull(counts, "counts must not be null");
        requireNonNull(registeredAt, "registeredAt must not be null");
    }
}
