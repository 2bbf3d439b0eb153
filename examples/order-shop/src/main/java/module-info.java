/**
 * A shop that works through its orders on a message bus. Of the bus it requires the API alone; the bus itself, the
 * generator of its ids and the observer that writes its events into recordings are found on the path.
 */
module order.shop {
    requires bus.api;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires jdk.jfr;
    requires static org.jspecify;
}
