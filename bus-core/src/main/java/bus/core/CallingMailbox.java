package bus.core;

import bus.api.HandlerFailure;
import bus.core.Losses.Loss;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mailbox with several events under way, whose handler is done with an event when it comes back. */
final class CallingMailbox extends ParallelMailbox {

    CallingMailbox(
            long number,
            Subscriber subscriber,
            Mailboxes mailboxes,
            Runnable whenDone,
            boolean held,
            Bounds bounds,
            @Nullable Permits permits) {
        super(number, subscriber, mailboxes, whenDone, held, bounds, permits);
    }

    @Override
    void handle(Object entry) {
        HandlerFailure failure = null;
        try {
            call(entry);
        } catch (Throwable thrown) {
            failure = failed(entry, thrown);
        }
        done(entry, failure, true);
    }

    @Override
    List<Loss> abandon() {
        return List.of(); // the handler is being called with what is under way
    }
}
