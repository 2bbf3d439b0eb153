package bus.observer.micrometer;

import static java.util.Objects.requireNonNull;

import bus.api.CloseReport;
import bus.api.Event;
import bus.api.Topic;
import bus.api.spi.BusObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts, times and traces what happens in a bus, by Micrometer.
 *
 * <p>It is not found on the path but given to {@link bus.api.Bus.Builder#observer Bus.Builder.observer}, each bus one
 * of its own. In the registry of meters it has these, with tags for the name of the topic and the key of the handler:
 *
 * <ul>
 *   <li>{@code bus.events.emitted}, a counter by {@code topic}: events that were emitted;
 *   <li>{@code bus.events.unhandled}, a counter by {@code topic}: those of them that no handler was registered for;
 *   <li>{@code bus.events.lost}, a counter by {@code topic}, {@code handler} and {@code reason}: events that a handler
 *       was not called with; the reason is a {@link bus.api.HandlerFailure.Reason} in lower case;
 *   <li>{@code bus.handling}, a timer by {@code topic}, {@code handler}, {@code outcome} and {@code error.type}: from
 *       the call of a handler until it is done with the event. The outcome is {@code handled}, {@code failed}, or
 *       {@code undelivered} if it was not done when the bus was closed; the error type is the name of the class of the
 *       failure's cause, or {@code none};
 *   <li>{@code bus.mailbox.pending}, a gauge by {@code handler}, until the handler is deregistered or the bus is
 *       closed: the events that wait for an asynchronous handler, and those that it is not done with.
 * </ul>
 *
 * <p>Only events on registered topics are counted, so an application has as many meters as its topics and handlers make
 * up. One that names topics or handlers after customers or orders needs a {@code MeterFilter} that takes these tags
 * away.
 *
 * <p>With a registry of observations, each call of a handler is an observation with the name {@code messaging.process},
 * and with Micrometer Tracing so a span. Its parent is the observation that was current when the event was emitted, on
 * whatever thread the handler runs; while it runs its own observation is current, and that of the events that it emits.
 * The keys and the name of the span, {@code process} and the topic, are those of the <a
 * href="https://opentelemetry.io/docs/specs/semconv/messaging/">semantic conventions of OpenTelemetry for
 * messaging</a>. The observation ends when the handler has come back and is done with the event.
 *
 * <p>Thread-safe.
 */
public final class MicrometerObserver implements BusObserver {

    private final MeterRegistry meters;
    private final ObservationRegistry observations;
    private final Tags tags;

    private final Map<String, TopicMeters> topics = new ConcurrentHashMap<>();

    /** Of the asynchronous handlers that are registered. */
    private final Map<ObservedHandler, Gauge> gauges = new ConcurrentHashMap<>();

    /** A registration may be told after the close. */
    private volatile boolean closed;

    private MicrometerObserver(MeterRegistry meters, ObservationRegistry observations, Tags tags) {
        this.meters = meters;
        this.observations = observations;
        this.tags = tags;
    }

    /**
     * Returns an observer that counts and times.
     *
     * @param meters the registry that gets the meters
     * @return a new observer, for one bus
     */
    public static MicrometerObserver of(MeterRegistry meters) {
        return of(meters, ObservationRegistry.NOOP);
    }

    /**
     * Returns an observer that counts, times and traces.
     *
     * @param meters the registry that gets the meters
     * @param observations the registry that gets an observation of each call; {@link ObservationRegistry#NOOP} for none
     * @return a new observer, for one bus
     */
    public static MicrometerObserver of(MeterRegistry meters, ObservationRegistry observations) {
        requireNonNull(meters, "meters must not be null");
        requireNonNull(observations, "observations must not be null");
        return new MicrometerObserver(meters, observations, Tags.empty());
    }

    /**
     * Returns an observer with the same registries, all of whose meters have more tags: where several buses share a
     * registry, each needs another value of one tag, as in {@code withTags(Tags.of("bus", "orders"))}.
     *
     * @param more the tags
     * @return a new observer, for one bus
     */
    public MicrometerObserver withTags(Iterable<Tag> more) {
        requireNonNull(more, "more must not be null");
        return new MicrometerObserver(meters, observations, tags.and(more));
    }

    @Override
    public void topicsRegistered(List<Topic<?>> registered) {
        registered.forEach(
                topic -> topic(topic.name())); // a counter that is seen at zero does not hide its first increase
    }

    @Override
    public void handlerRegistered(ObservedHandler handler) {
        if (handler.snapshot().delivery().isAsync()) {
            gauges.put(
                    handler,
                    Gauge.builder("bus.mailbox.pending", handler, MicrometerObserver::pending)
                            .description("Events that wait for a handler, and those that it is not done with")
                            .baseUnit("events")
                            .tags(tags.and("handler", handler.key()))
                            .register(meters));
        }
        if (closed) {
            removeGauges();
        }
    }

    private static double pending(ObservedHandler handler) {
        return handler.snapshot().counts().pending();
    }

    @Override
    public void handlerDeregistered(ObservedHandler handler) {
        Gauge gauge = gauges.remove(handler);
        if (gauge != null) {
            meters.remove(gauge);
        }
    }

    @Override
    public EmitObserver emitting(Event<?> event) {
        TopicMeters topic = topic(event.topic());
        topic.emitted();
        return observations.isNoop()
                ? topic
                : new TracedEmit(event, topic, observations, observations.getCurrentObservation());
    }

    private TopicMeters topic(String name) {
        TopicMeters known = topics.get(name);
        return known != null
                ? known
                : topics.computeIfAbsent(name, it -> new TopicMeters(meters, tags.and("topic", it)));
    }

    @Override
    public void closed(CloseReport report) {
        closed = true;
        removeGauges();
    }

    private void removeGauges() {
        List.copyOf(gauges.keySet()).forEach(this::handlerDeregistered);
    }

    /** Names the registry of meters, the tags, and whether there are traces. */
    @Override
    public String toString() {
        return "MicrometerObserver[meters=" + meters.getClass().getSimpleName() + ", tags="
                + tags.stream().map(tag -> tag.getKey() + "=" + tag.getValue()).toList() + ", traces="
                + !observations.isNoop() + "]";
    }
}
