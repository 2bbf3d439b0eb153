/**
 * A shop that works through its orders on a message bus. Of the bus it requires the API alone; the bus itself and the
 * generator of its ids are found on the path.
 */
module order.shop {
    requires bus.api;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires static org.jspecify;
}
