package bus.core;

import bus.api.BusClosedException;
import bus.api.Delivery;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.MailboxFullException;
import org.jspecify.annotations.Nullable;

/** The events that a mailbox loses: says why, and tells of them, which is not done under the lock of the mailbox. */
final class Losses {

    /** An entry of a mailbox that is not handled; with the call of the handler, if it was called and is observed. */
    record Loss(Object entry, @Nullable ObservedCall call, Reason reason, Throwable why) {}

    private final Subscriber subscriber;
    private final FailureReporter reporter;

    Losses(Subscriber subscriber, FailureReporter reporter) {
        this.subscriber = subscriber;
        this.reporter = reporter;
    }

    /** An event for which there was no room. */
    Loss full(Object entry, Reason reason, String what) {
        Delivery<?> how = subscriber.how;
        return new Loss(
                entry,
                null,
                reason,
                new MailboxFullException(
                        "mailbox must have room for an event: key=\"" + subscriber.key + "\", capacity="
                                + how.capacity() + ", overflow=" + how.overflow() + "; " + what
                                + ", so make the handler faster or the mailbox larger"));
    }

    /** An event that came, or still waited, when the bus was closed. */
    Loss closed(Object entry, Reason reason) {
        return new Loss(
                entry,
                null,
                reason,
                new BusClosedException("bus must be open when a mailbox takes an event: key=\"" + subscriber.key
                        + "\"; emit before Bus.close returns"));
    }

    /** An event whose stage had not completed when the bus was closed. */
    Loss unfinished(Object entry, @Nullable ObservedCall call) {
        return new Loss(
                entry,
                call,
                Reason.UNDELIVERED,
                new BusClosedException("stage of an event must complete before the bus is closed: key=\""
                        + subscriber.key + "\"; give Bus.close more time, or what the stage waits for a limit"));
    }

    /** Tells the error handler, and the emit that waits for the event if one does, and who observes it. */
    void tell(Loss loss) {
        HandlerFailure failure = subscriber.failure(Parcel.event(loss.entry), loss.reason, loss.why);
        reporter.report(failure);
        ObservedEmit observed = Parcel.observed(loss.entry);
        if (observed != null) {
            observed.end(subscriber, loss.call, failure);
        }
        Parcel.tell(loss.entry, subscriber, failure);
    }
}
