package bus.api.spi;

import bus.api.ContextCarrier;
import bus.api.ErrorHandler;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.IdGenerator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The configuration of a bus. Made by {@link bus.api.Bus.Builder}; immutable. */
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

    /**
     * Returns the observers of the bus.
     *
     * @return the observers, unmodifiable, in the order in which they are told
     */
    List<BusObserver> observers();

    /**
     * Returns what is done with an event that no handler is registered for.
     *
     * @return what to do on the emitting thread; empty if nothing is
     */
    Optional<Consumer<? super Event<?>>> unhandledHook();

    /**
     * Returns how long a handler may take before it counts as slow.
     *
     * @return the threshold, positive; empty if nobody wants to know
     */
    Optional<Duration> slowHandlerThreshold();
}
