package bus.api;

import java.io.Serial;

/** The mailbox of a handler had no room for an event: why it was rejected or dropped. It is reported, not thrown. */
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
