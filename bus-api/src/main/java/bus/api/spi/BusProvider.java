package bus.api.spi;

import bus.api.Bus;

/**
 * Makes the buses. Exactly one provider stands on the path; it is found by {@link java.util.ServiceLoader}, and has a
 * public constructor without parameters.
 */
public interface BusProvider {

    /**
     * Makes a bus.
     *
     * @param configuration what the builder was told, and the defaults for what it was not
     * @return a new bus
     */
    Bus create(BusConfiguration configuration);
}
