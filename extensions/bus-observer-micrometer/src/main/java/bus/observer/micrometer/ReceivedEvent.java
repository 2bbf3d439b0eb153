package bus.observer.micrometer;

import bus.api.Event;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/**
 * What handlers of observations see of a call: that of tracing makes a span of the kind {@code CONSUMER} of it. An
 * event carries no trace, as the emitter's is known in this process.
 */
final class ReceivedEvent extends ReceiverContext<Event<?>> {

    ReceivedEvent(Event<?> event) {
        super((carrier, key) -> null, Kind.CONSUMER);
        setCarrier(event);
    }
}
