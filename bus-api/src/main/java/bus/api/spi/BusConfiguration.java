package bus.api.spi;

import bus.api.ContextCarrier;
import bus.api.ErrorHandler;
import bus.api.FailurePolicy;
import bus.api.IdGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The configuration of a bus. Made by {@link bus.api.Bus.Builder}; immutable.
 */
public interface BusConfiguration {

    /**
     * Returns the generator of the events' ids.
     *
     * @return the id generator; a {@link TicketIdGenerator} may be used by its tickets
     */
    IdGenerator idGenerator();

    /**
     * Returns the policy for failures of handlers that run on the emitting thread.
     *
     * @return the policy
     */
    FailurePolicy failurePolicy();

    /**
     * Returns what takes the failures that {@code emit} does not throw.
     *
     * @return the error handler
     */
    ErrorHandler errorHandler();

    /**
     * Returns how many emits of one thread may stand inside each other.
     *
     * @return the limit, at least 1
     */
    int depthLimit();

    /**
     * Returns the clock that dates the events.
     *
     * @return the clock
     */
    InstantSource clock();

    /**
     * Returns how long {@link bus.api.Bus#close()} waits at most.
     *
     * @return the limit, not negative
     */
    Duration closeLimit();

    /**
     * Tells whether what synchronous handlers handle is counted.
     *
     * @return whether to count
     */
    boolean statistics();

    /**
     * Tells whether it is noted where in the code handlers are registered.
     *
     * @return whether to note it
     */
    boolean callSites();

    /**
     * Returns what carries the context of emitting threads over to asynchronous handlers.
     *
     * @return the carriers, unmodifiable, in the order in which they restore; the undoing has the reverse order
     */
    List<ContextCarrier> contextCarriers();
}
