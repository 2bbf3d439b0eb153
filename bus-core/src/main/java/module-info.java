/**
 * The message bus itself, behind the interfaces of {@link bus.api/}.
 *
 * <p>It exports nothing. Put it on the module path or the class path, where {@link bus.api.Bus#create()} finds it. An
 * image has to name it: {@code jlink --add-modules shop,bus.core,bus.idgen.snowflake}.
 *
 * @provides bus.api.spi.BusProvider the bus
 */
module bus.core {
    requires bus.api;
    requires static org.jspecify;

    provides bus.api.spi.BusProvider with
            bus.core.CoreBusProvider;
}
