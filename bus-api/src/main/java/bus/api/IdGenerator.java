package bus.api;

/**
 * Makes the ids of events.
 *
 * <p>A lambda is a full id generator. It is called on every thread that emits, so it has to be thread-safe, and it must
 * never give the same id twice.
 */
@FunctionalInterface
public interface IdGenerator {

    /**
     * Returns the next id.
     *
     * @return an id that was not given before, not blank
     */
    String next();
}
