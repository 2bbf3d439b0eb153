package bus.stress;

import bus.api.HandlerCounts;
import java.util.List;
import java.util.Map;

/**
 * What is seen of a bus or of the model in a step and after it.
 *
 * @param seen who got which event, what was lost and why, and what was thrown
 * @param tasks how many tasks the executor has
 * @param results those of tracked emits that are done, by the number of the event
 * @param drained which of the registrations that have ended are drained, by their number
 */
record Sight(
        List<String> seen,
        Map<String, HandlerCounts> counts,
        int tasks,
        boolean idle,
        Map<Integer, String> results,
        Map<Integer, Boolean> drained) {}
