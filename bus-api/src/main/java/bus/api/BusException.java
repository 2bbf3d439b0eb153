package bus.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The bus could not do what was asked; its kinds say why. Invalid arguments cause an {@link IllegalArgumentException}
 * or a {@link NullPointerException} instead.
 */
@SuppressWarnings("exports") // the nullness annotations are not needed to use this class
public class BusException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an error.
     *
     * @param message the rule that was broken, the value, and the way out
     */
    public BusException(String message) {
        super(message);
    }

    /**
     * Makes an error with its cause.
     *
     * @param message the rule that was broken, the value, and the way out
     * @param cause what led to it, null if there is nothing
     */
    public BusException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
