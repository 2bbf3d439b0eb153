package bus.core;

import bus.api.Delivery;
import bus.api.spi.CompletingHandler;
import bus.core.ParallelMailbox.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * Makes the mailboxes of one handler, of the kind that its delivery asks for. A bus that has none yet loads none of
 * their classes: that is 2 ms of its start.
 */
final class MailboxFactory {

    private final Mailboxes mailboxes;
    private final Subscriber subscriber;
    private final boolean held;
    private final @Nullable CompletingHandler<Object> completing;

    /** If they are held, they do not begin before they are released. */
    MailboxFactory(Mailboxes mailboxes, Subscriber subscriber, boolean held) {
        this.mailboxes = mailboxes;
        this.subscriber = subscriber;
        this.held = held;
        completing = subscriber.completing();
    }

    Intake make() {
        Delivery<?> how = subscriber.how;
        return switch (how.order()) {
            case ORDERED -> {
                if (subscriber.handler instanceof Permits permits) {
                    yield parallel(subscriber::mailboxDone, new Bounds(1, 1), permits);
                }
                if (completing != null) {
                    yield parallel(subscriber::mailboxDone, new Bounds(1, completing.maxInFlight()), null);
                }
                yield ordered(subscriber::mailboxDone);
            }
            case UNORDERED -> {
                int events = completing == null ? how.parallelism() : completing.maxInFlight();
                yield parallel(subscriber::mailboxDone, new Bounds(how.parallelism(), events), null);
            }
            case KEYED -> {
                Permits permits = completing == null ? null : new InFlight(completing.maxInFlight());
                yield new Lanes(
                        subscriber,
                        whenDone ->
                                permits == null ? ordered(whenDone) : parallel(whenDone, new Bounds(1, 1), permits));
            }
        };
    }

    private Mailbox ordered(Runnable whenDone) {
        return mailboxes.opened(new OrderedMailbox(mailboxes.nextNumber(), subscriber, mailboxes, whenDone, held));
    }

    private Mailbox parallel(Runnable whenDone, Bounds bounds, @Nullable Permits permits) {
        long number = mailboxes.nextNumber();
        return mailboxes.opened(
                completing == null
                        ? new CallingMailbox(number, subscriber, mailboxes, whenDone, held, bounds, permits)
                        : new CompletingMailbox(
                                number, subscriber, mailboxes, whenDone, held, bounds, permits, completing));
    }
}
