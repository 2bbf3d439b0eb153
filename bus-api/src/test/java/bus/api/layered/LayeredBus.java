package bus.api.layered;

import bus.api.Bus;
import bus.api.StubBus;
import bus.api.spi.BusConfiguration;
import bus.api.spi.BusProvider;

/** A provider in a package of its own, as a module of another layer cannot hold one of {@code bus.api}. */
public final class LayeredBus implements BusProvider {

    /** Called by {@link java.util.ServiceLoader}. */
    public LayeredBus() {}

    @Override
    public Bus create(BusConfiguration configuration) {
        return new StubBus("LayeredBus", configuration);
    }
}
