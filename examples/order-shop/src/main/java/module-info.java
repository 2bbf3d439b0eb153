/**
 * A shop that works through its orders on a message bus. Of the bus it requires the API alone; the bus itself, the
 * generator of its ids and the observer that writes its events into recordings are found on the path. Micrometer is
 * there for the option {@code --metrics} alone, and put beside the image, which takes no automatic modules.
 */
module order.shop {
    requires bus.api;
    requires static bus.observer.micrometer;
    requires de.siegmar.fastcsv;
    requires info.picocli;
    requires jdk.httpserver;
    requires jdk.jfr;
    requires static micrometer.core;
    requires static micrometer.registry.prometheus;
    requires static org.jspecify;
}
