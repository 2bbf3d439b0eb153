/**
 * The interfaces, values and errors of an in-process message bus, and the place where its parts are found.
 *
 * <p>An application requires this module and nothing else of the bus:
 *
 * <pre>{@code
 * module shop {
 *     requires bus.api;
 * }
 * }</pre>
 *
 * <p>The bus itself and the generator of its ids are jars that stand beside it, such as {@code bus-core} and
 * {@code bus-idgen-snowflake}. {@link bus.api.Bus#create()} finds them, on the module path as well as on the class
 * path.
 *
 * @uses bus.api.spi.BusObserver who is told of what happens in a bus, looked up when a bus is built
 * @uses bus.api.spi.BusProvider the bus, looked up when a bus is built
 * @uses bus.api.spi.IdGeneratorProvider the id generators to choose from, looked up when a bus is built
 */
module bus.api {
    requires static org.jspecify;

    exports bus.api;
    exports bus.api.spi;

    uses bus.api.spi.BusObserver;
    uses bus.api.spi.BusProvider;
    uses bus.api.spi.IdGeneratorProvider;
}
