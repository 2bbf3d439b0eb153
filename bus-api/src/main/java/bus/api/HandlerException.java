package bus.api;

import java.io.Serial;
import java.util.List;

/**
 * Handlers of an event failed; all of its handlers were called. The cause is what the first of them threw, the rest is
 * suppressed on this exception.
 */
public final class HandlerException extends BusException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<HandlerFailure> failures;

    /**
     * Makes an error of what happened to one event.
     *
     * @param failures the failures in the order of the handlers, at least one, all of the same event
     */
    public HandlerException(List<HandlerFailure> failures) {
        super(message(failures), failures.get(0).cause());
        this.failures = List.copyOf(failures);
        failures.stream().skip(1).map(HandlerFailure::cause).forEach(this::addSuppressed);
    }

    private static String message(List<HandlerFailure> failures) {
        if (failures.isEmpty()) {
            throw new IllegalArgumentException("failures must not be empty: failures=[]; give those of the handlers");
        }
        HandlerFailure first = failures.get(0);
        return "handlers must not throw: keys="
                + failures.stream().map(HandlerFailure::key).toList() + ", topic=\""
                + first.event().topic() + "\", id=" + first.event().id() + "; " + first.cause()
                + "; catch it in the handler or use FailurePolicy.REPORT";
    }

    /**
     * Gives the event.
     *
     * @return the event that was delivered
     */
    public Event<?> event() {
        return failures.get(0).event();
    }

    /**
     * Gives what happened in each handler that failed.
     *
     * @return an unmodifiable list in the order of the handlers, at least one
     */
    public List<HandlerFailure> failures() {
        return failures;
    }
}
