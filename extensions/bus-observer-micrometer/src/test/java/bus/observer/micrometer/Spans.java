package bus.observer.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Observations that the SDK of OpenTelemetry makes spans of, and the spans that it has exported. */
final class Spans implements AutoCloseable {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build();
    private final io.opentelemetry.api.trace.Tracer otel = provider.get("bus");
    private final Tracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), event -> {});
    private final ObservationRegistry registry = ObservationRegistry.create();

    private Spans() {}

    /** Set up as most applications are: with handlers for what is sent, received, and anything else. */
    static Spans create() {
        Spans spans = new Spans();
        OtelPropagator propagator =
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), spans.otel);
        spans.registry
                .observationConfig()
                .observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
                        new PropagatingReceiverTracingObservationHandler<>(spans.tracer, propagator),
                        new PropagatingSenderTracingObservationHandler<>(spans.tracer, propagator),
                        new DefaultTracingObservationHandler(spans.tracer)));
        return spans;
    }

    /** Set up with no handler for what is received. */
    static Spans plain() {
        Spans spans = new Spans();
        spans.registry.observationConfig().observationHandler(new DefaultTracingObservationHandler(spans.tracer));
        return spans;
    }

    ObservationRegistry registry() {
        return registry;
    }

    Tracer tracer() {
        return tracer;
    }

    /** Runs something inside an observation of this name. */
    void inside(String name, Runnable task) {
        Observation.createNotStarted(name, registry).observe(task);
    }

    List<SpanData> exported() {
        return exporter.getFinishedSpanItems();
    }

    List<SpanData> named(String name) {
        return exported().stream().filter(span -> span.getName().equals(name)).toList();
    }

    SpanData only(String name) {
        List<SpanData> spans = named(name);
        if (spans.size() != 1) {
            throw new AssertionError("one span must be named " + name + ": exported=" + exported());
        }
        return spans.get(0);
    }

    /** Returns the span of the call of a handler, the only one. */
    SpanData ofHandler(String key) {
        List<SpanData> spans = exported().stream()
                .filter(span -> key.equals(
                        span.getAttributes().get(AttributeKey.stringKey("messaging.destination.subscription.name"))))
                .toList();
        if (spans.size() != 1) {
            throw new AssertionError("one span must be that of handler " + key + ": exported=" + exported());
        }
        return spans.get(0);
    }

    @Override
    public void close() {
        provider.close();
    }
}
