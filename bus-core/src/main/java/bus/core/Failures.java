package bus.core;

import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The failures of one event: collects them or reports each, as the policy says. */
final class Failures {

    private final Event<?> event;
    private final FailurePolicy policy;
    private final FailureReporter reporter;
    private final @Nullable Tracker<?> tracker;
    private final @Nullable ObservedEmit observed;
    private final List<HandlerFailure> collected = new ArrayList<>();
    private boolean interrupted;

    Failures(
            Event<?> event,
            FailurePolicy policy,
            FailureReporter reporter,
            @Nullable Tracker<?> tracker,
            @Nullable ObservedEmit observed) {
        this.event = event;
        this.policy = policy;
        this.reporter = reporter;
        this.tracker = tracker;
        this.observed = observed;
    }

    void failed(Subscriber subscriber, Throwable thrown) {
        interrupted |= thrown instanceof InterruptedException;
        HandlerFailure failure = subscriber.failure(event, Reason.FAILED, thrown);
        subscriber.failed.increment();
        if (tracker != null) {
            tracker.failed(subscriber, failure);
        }
        if (policy == FailurePolicy.THROW) {
            collected.add(failure);
        } else {
            reporter.report(failure);
        }
    }

    /** Ends the event after its last handler. A tracker has the failures that would be thrown. */
    void end() {
        restoreInterrupt();
        if (tracker == null && !collected.isEmpty()) {
            throw new HandlerException(collected);
        }
    }

    /**
     * Ends the event before its last handler. What was collected is reported, as another exception is on its way, and
     * so is every handler that is skipped.
     */
    void end(Subscriber[] subscribers, int firstSkipped, Throwable cause) {
        collected.forEach(reporter::report);
        for (int i = firstSkipped; i < subscribers.length; i++) {
            if (!subscribers[i].slot.deregistered) {
                subscribers[i].skip();
                HandlerFailure failure = subscribers[i].failure(event, Reason.SKIPPED, cause);
                reporter.report(failure);
                if (observed != null) {
                    observed.end(subscribers[i], null, failure);
                }
            }
        }
        restoreInterrupt();
    }

    private void restoreInterrupt() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
