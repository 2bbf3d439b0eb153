package bus.observer.micrometer;

import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.spi.CallObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The meters of one handler on one topic. It holds nothing of a call, so that one object observes all of them. */
final class HandlerMeters implements CallObserver {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Timer handled;
    private final Map<Failing, Timer> failed = new ConcurrentHashMap<>();
    private final Map<Reason, Counter> lost = new ConcurrentHashMap<>();

    /** How calls failed. */
    private record Failing(Reason reason, String errorType) {}

    HandlerMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
        handled = timer("handled", "none");
    }

    /**
     * Returns the type of an error by the conventions of OpenTelemetry: the canonical name of its class, where it has
     * one.
     */
    static String errorType(HandlerFailure failure) {
        Class<?> type = failure.cause().getClass();
        String name = type.getCanonicalName();
        return name == null ? type.getName() : name;
    }

    @Override
    public void handled(long nanos) {
        handled.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(HandlerFailure failure, long nanos) {
        failed.computeIfAbsent(
                        new Failing(failure.reason(), errorType(failure)),
                        failing -> timer(lowerCase(failing.reason), failing.errorType))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void lost(Reason reason) {
        lost.computeIfAbsent(
                        reason,
                        it -> Counter.builder("bus.events.lost")
                                .description("Events that a handler was not called with")
                                .tags(tags.and("reason", lowerCase(it)))
                                .register(registry))
                .increment();
    }

    /**
     * The keys of the tags are always the same, as some registries refuse a meter that has others than its namesake.
     */
    private Timer timer(String outcome, String errorType) {
        return Timer.builder("bus.handling")
                .description("From the call of a handler until it is done with the event")
                .tags(tags.and("outcome", outcome, "error.type", errorType))
                .register(registry);
    }

    private static String lowerCase(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
