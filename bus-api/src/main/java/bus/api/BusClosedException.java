package bus.api;

import java.io.Serial;

/** Something was emitted or registered after the bus was closed; nothing was delivered or changed. */
public final class BusClosedException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an error.
     *
     * @param message the rule that was broken, what was tried, and the way out
     */
    public BusClosedException(String message) {
        super(message);
    }
}
