package bus.core;

import bus.api.Bus;
import bus.api.spi.BusConfiguration;
import bus.api.spi.BusProvider;

/** Makes the buses of this module; public for {@link java.util.ServiceLoader} alone. */
public final class CoreBusProvider implements BusProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public CoreBusProvider() {}

    @Override
    public Bus create(BusConfiguration configuration) {
        return new CoreBus(configuration);
    }
}
