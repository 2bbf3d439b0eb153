package bus.observer.micrometer;

import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Scope;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** An emit whose calls are traced: holds what was current on the emitting thread, for those on other threads. */
final class TracedEmit implements EmitObserver {

    private final Event<?> event;
    private final TopicMeters meters;
    private final ObservationRegistry observations;

    /** Null if the emitting thread had none. */
    private final @Nullable Observation emitter;

    TracedEmit(Event<?> event, TopicMeters meters, ObservationRegistry observations, @Nullable Observation emitter) {
        this.event = event;
        this.meters = meters;
        this.observations = observations;
        this.emitter = emitter;
    }

    @Override
    public void unhandled() {
        meters.unhandled();
    }

    @Override
    public void lost(ObservedHandler handler, HandlerFailure failure) {
        meters.lost(handler, failure);
    }

    @Override
    public CallObserver calling(ObservedHandler handler) {
        Observation process = startAsChild(handler.key());
        return new TracedCall(meters.calling(handler), process, process.openScope());
    }

    /**
     * A tracer takes the span that is current for the parent of one that is received, whatever the observation says. On
     * another thread that may be the span of something else.
     */
    @SuppressWarnings("try") // the scope is there to be closed
    private Observation startAsChild(String key) {
        if (observations.getCurrentObservation() == emitter) {
            return process(key).start();
        }
        Observation current = emitter == null ? new NullObservation(observations) : emitter;
        try (Scope asAtTheEmit = current.openScope()) {
            return process(key).start();
        }
    }

    /** The names are those of the semantic conventions of OpenTelemetry for messaging. */
    private Observation process(String key) {
        Observation process = Observation.createNotStarted(
                        "messaging.process", () -> new ReceivedEvent(event), observations)
                .contextualName("process " + event.topic())
                .parentObservation(emitter)
                .lowCardinalityKeyValues(KeyValues.of(
                        "messaging.system", "bus",
                        "messaging.operation.name", "process",
                        "messaging.operation.type", "process",
                        "messaging.destination.name", event.topic(),
                        "messaging.destination.subscription.name", key));
        return process.isNoop() // then the id need not be rendered
                ? process
                : process.highCardinalityKeyValues(KeyValues.of(
                        "messaging.message.id", event.id(), "messaging.message.conversation_id", event.txId()));
    }
}
