/**
 * The message bus. It exports nothing: it is found by {@link bus.api.Bus#create()} where it stands on the path.
 *
 * @provides bus.api.spi.BusProvider the bus
 */
module bus.core {
    requires bus.api;
    requires static org.jspecify;

    provides bus.api.spi.BusProvider with
            bus.core.CoreBusProvider;
}
