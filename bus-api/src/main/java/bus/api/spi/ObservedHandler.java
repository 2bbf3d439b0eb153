package bus.api.spi;

import bus.api.HandlerSnapshot;

/**
 * A handler as observers see it: the same object from its registration on until it is deregistered. Thread-safe;
 * compared by identity.
 */
public interface ObservedHandler {

    /**
     * Returns the key that it is registered under.
     *
     * @return the key
     */
    String key();

    /**
     * Returns what there is to know of it at this moment, such as how many events wait for it.
     *
     * @return a new snapshot
     */
    HandlerSnapshot snapshot();
}
