package bus.api;

/**
 * What has become of the events of one handler. They add up: {@code offered} is the sum of all the others.
 *
 * @param offered the events that reached it
 * @param delivered those that it handled
 * @param failed those that it failed with
 * @param dropped those that made room, or found none, under a policy that drops
 * @param rejected those that were refused: no room, an interrupt, an executor that refused, a closed bus
 * @param undelivered those that still waited, or whose stage had not completed, at the deadline of {@link Bus#close}
 * @param skipped those that it was not called with, because it was deregistered meanwhile or emits were ended
 * @param pending those that wait, and those that it has begun with and is not done
 */
public record HandlerCounts(
        long offered,
        long delivered,
        long failed,
        long dropped,
        long rejected,
        long undelivered,
        long skipped,
        long pending) {}
