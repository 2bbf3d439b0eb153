package bus.api;

import java.io.Serial;

/** A payload, a topic or a handler does not fit the payload type of a topic. */
public final class PayloadTypeException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an error.
     *
     * @param message the rule that was broken, the types, and the way out
     */
    public PayloadTypeException(String message) {
        super(message);
    }
}
