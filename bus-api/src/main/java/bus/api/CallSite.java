package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where in the code a handler was registered, or that this is not known.
 *
 * <p>Immutable and thread-safe. Two are equal if their frames are, or if both are not known.
 *
 * @see Bus.Builder#callSites
 */
public final class CallSite {

    private static final CallSite UNKNOWN = new CallSite(null);

    private final @Nullable StackTraceElement frame;

    private CallSite(@Nullable StackTraceElement frame) {
        this.frame = frame;
    }

    /**
     * Makes a place of the frame that stands there.
     *
     * @param frame the frame of the method that registers the handler
     * @return the place
     */
    public static CallSite of(StackTraceElement frame) {
        return new CallSite(requireNonNull(frame, "frame must not be null"));
    }

    /**
     * Returns the place that is not known.
     *
     * @return always the same one
     */
    public static CallSite unknown() {
        return UNKNOWN;
    }

    /**
     * Returns the class, the method, the file and the line.
     *
     * @return the frame; empty if the place is not known
     */
    public Optional<StackTraceElement> frame() {
        return Optional.ofNullable(frame);
    }

    /** Tells whether another object is equal to this one, as the class says. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CallSite that && Objects.equals(frame, that.frame);
    }

    /** Returns a hash code that agrees with {@code equals}. */
    @Override
    public int hashCode() {
        return Objects.hashCode(frame);
    }

    /** Writes the place as a stack trace does, but without module and class loader; or {@code unknown}. */
    @Override
    public String toString() {
        return frame == null
                ? "unknown"
                : new StackTraceElement(
                                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber())
                        .toString();
    }
}
