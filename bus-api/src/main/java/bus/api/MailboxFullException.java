package bus.api;

import java.io.Serial;

/**
 * The mailbox of a handler had no room for an event, which was rejected or dropped. No emit throws it: it is the cause
 * in a {@link HandlerFailure}.
 */
public final class MailboxFullException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an error.
     *
     * @param message the rule that was broken, the mailbox, and the way out
     */
    public MailboxFullException(String message) {
        super(message);
    }
}
