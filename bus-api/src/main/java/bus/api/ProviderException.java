package bus.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** No bus could be built of the providers and settings that were found. */
@SuppressWarnings("exports") // the nullness annotations are not needed to use this class
public final class ProviderException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an error.
     *
     * @param message the rule that was broken, what was found, and the way out
     */
    public ProviderException(String message) {
        super(message);
    }

    /**
     * Makes an error with its cause.
     *
     * @param message the rule that was broken, what was found, and the way out
     * @param cause what a provider threw, null if there is nothing
     */
    public ProviderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
