package bus.api.spi;

import bus.api.ErrorHandler;
import bus.api.FailurePolicy;
import bus.api.IdGenerator;
import java.time.InstantSource;

/**
 * How a bus is to be. Made by {@link bus.api.Bus.Builder}; immutable.
 */
public interface BusConfiguration {

    /**
     * Gives the generator of the events' ids.
     *
     * @return the id generator; a {@link TicketIdGenerator} may be used by its tickets
     */
    IdGenerator idGenerator();

    /**
     * Gives the policy for failures of handlers that run on the emitting thread.
     *
     * @return the policy
     */
    FailurePolicy failurePolicy();

    /**
     * Gives who is told of failures that are not thrown.
     *
     * @return the error handler
     */
    ErrorHandler errorHandler();

    /**
     * Gives how many emits of one thread may stand inside each other.
     *
     * @return the limit, at least 1
     */
    int depthLimit();

    /**
     * Gives the clock that dates the events.
     *
     * @return the clock
     */
    InstantSource clock();
}
