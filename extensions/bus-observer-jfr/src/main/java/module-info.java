/**
 * What happens in a bus as events of JDK Flight Recorder: emissions, calls of handlers, failures, drops, events that
 * nobody handles.
 *
 * <p>On the path it is found, and costs next to nothing until a recording runs. Started as a program, by {@code java
 * -jar bus-observer-jfr.jar run.jfr}, it prints the ten slowest handlers of a recording.
 *
 * @provides bus.api.spi.BusObserver the observer that writes these events
 */
module bus.observer.jfr {
    requires bus.api;
    requires jdk.jfr;
    requires static org.jspecify;

    provides bus.api.spi.BusObserver with
            bus.observer.jfr.JfrObserver;
}
