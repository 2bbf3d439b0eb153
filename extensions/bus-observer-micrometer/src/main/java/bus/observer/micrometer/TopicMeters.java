package bus.observer.micrometer;

import bus.api.HandlerFailure;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The meters of one topic. It holds nothing of an event, so that one object observes all emits to the topic. */
final class TopicMeters implements EmitObserver {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter emitted;
    private final Counter unhandled;

    /** By the key of the handler: one that takes the place of another goes on with its meters. */
    private final Map<String, HandlerMeters> handlers = new ConcurrentHashMap<>();

    TopicMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        emitted = Counter.builder("bus.events.emitted")
                .description("Events that were emitted")
                .tags(tags)
                .register(registry);
        unhandled = Counter.builder("bus.events.unhandled")
                .description("Events that were emitted and that no handler was registered for")
                .tags(tags)
                .register(registry);
    }

    void emitted() {
        emitted.increment();
    }

    @Override
    public void unhandled() {
        unhandled.increment();
    }

    @Override
    public HandlerMeters calling(ObservedHandler handler) {
        HandlerMeters known = handlers.get(handler.key());
        return known != null
                ? known
                : handlers.computeIfAbsent(handler.key(), key -> new HandlerMeters(registry, tags.and("handler", key)));
    }

    @Override
    public void lost(ObservedHandler handler, HandlerFailure failure) {
        calling(handler).lost(failure.reason());
    }
}
