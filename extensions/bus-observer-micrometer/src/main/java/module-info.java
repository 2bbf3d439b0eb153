/**
 * Metrics and traces of a bus by Micrometer, which hands them on to systems such as Prometheus and OpenTelemetry.
 *
 * <p>It provides no service: the observer is given to {@link bus.api.Bus.Builder#observer} by hand, as somebody has to
 * choose the registry. So an application requires this module, and {@code bus.api} and the API of Micrometer come with
 * it:
 *
 * <pre>{@code
 * module shop {
 *     requires bus.observer.micrometer;
 * }
 * }</pre>
 */
module bus.observer.micrometer {
    requires transitive bus.api;
    requires micrometer.commons;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires static org.jspecify;

    exports bus.observer.micrometer;
}
