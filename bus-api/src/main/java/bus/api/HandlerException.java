package bus.api;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Handlers of an event failed; all of its handlers were called. The cause is what the first of them threw, the rest is
 * suppressed on this exception.
 */
public final class HandlerException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable List<HandlerFailure> failures;

    /**
     * Makes an error of what happened to one event.
     *
     * @param failures the failures in the order of the handlers, at least one, all of the same event
     */
    public HandlerException(List<HandlerFailure> failures) {
        super(
                message(requireNonNull(failures, "failures must not be null")),
                failures.get(0).cause());
        this.failures = List.copyOf(failures);
        failures.stream()
                .map(HandlerFailure::cause)
                .filter(cause -> cause != getCause())
                .forEach(this::addSuppressed);
    }

    private static String message(List<HandlerFailure> failures) {
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("failures must not be empty: failures=[]; give those of the handlers");
        }
        HandlerFailure first = failures.get(0);
        return "handlers must not throw: keys="
                + failures.stream().map(HandlerFailure::key).toList() + ", topic=\""
                + first.event().topic() + "\", id=" + SafeText.of(first.event()::id) + ", cause="
                + first.cause().getClass().getName() + "; catch it in the handler or use FailurePolicy.REPORT";
    }

    /**
     * Returns the event.
     *
     * @return the event that was delivered
     * @throws IllegalStateException if this exception was deserialized: events are not serialized
     */
    public Event<?> event() {
        if (failures == null) {
            throw new IllegalStateException("event must be read where the exception was thrown: event=(not serialized);"
                    + " its topic and id are in the message");
        }
        return failures.get(0).event();
    }

    /**
     * Returns what happened in each handler that failed.
     *
     * @return an unmodifiable list in the order of the handlers; empty if this exception was deserialized
     */
    public List<HandlerFailure> failures() {
        return failures == null ? List.of() : failures;
    }
}
