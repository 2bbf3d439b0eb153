package bus.core;

import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import java.util.ArrayList;
import java.util.List;

/** The failures of one event: collects them or reports each, as the policy says. */
final class Failures {

    private final Event<?> event;
    private final FailurePolicy policy;
    private final FailureReporter reporter;
    private final List<HandlerFailure> collected = new ArrayList<>();
    private boolean interrupted;

    Failures(Event<?> event, FailurePolicy policy, FailureReporter reporter) {
        this.event = event;
        this.policy = policy;
        this.reporter = reporter;
    }

    void failed(Subscriber subscriber, Throwable thrown) {
        interrupted |= thrown instanceof InterruptedException;
        HandlerFailure failure = new HandlerFailure(event, subscriber.key, Reason.FAILED, thrown);
        if (policy == FailurePolicy.THROW) {
            collected.add(failure);
        } else {
            reporter.report(failure);
        }
    }

    void skipped(Subscriber subscriber, Throwable cause) {
        reporter.report(new HandlerFailure(event, subscriber.key, Reason.SKIPPED, cause));
    }

    /** Ends the event after its last handler. */
    void throwCollected() {
        restoreInterrupt();
        if (!collected.isEmpty()) {
            throw new HandlerException(collected);
        }
    }

    /** Ends the event before its last handler: another exception is on its way, so these are reported. */
    void reportCollected() {
        restoreInterrupt();
        collected.forEach(reporter::report);
    }

    private void restoreInterrupt() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
