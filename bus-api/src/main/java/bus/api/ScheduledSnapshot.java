package bus.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One event that is to be emitted later, at one moment.
 *
 * @param topic the name of its topic
 * @param dueAt the time at which it is due, as {@link ScheduledEmit#dueAt()}
 */
public record ScheduledSnapshot(String topic, Instant dueAt) {

    /**
     * Makes a snapshot.
     *
     * @param topic the name of its topic
     * @param dueAt the time at which it is due
     * @throws NullPointerException if anything is null
     */
    public ScheduledSnapshot {
        requireNonNull(topic, "topic must not be null");
        requireNonNull(dueAt, "dueAt must not be null");
    }
}
