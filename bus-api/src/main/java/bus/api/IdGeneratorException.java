package bus.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The id generator threw, or gave a null or blank id; thrown by an emit, nothing was delivered. */
@SuppressWarnings("exports") // the nullness annotations are not needed to use this class
public final class IdGeneratorException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes an error with its cause.
     *
     * @param message the rule that was broken, what the generator gave, and the way out
     * @param cause what the generator threw, null if it gave a bad id
     */
    public IdGeneratorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
