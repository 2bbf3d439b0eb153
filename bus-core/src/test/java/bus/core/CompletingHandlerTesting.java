package bus.core;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.Registration;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Timeout;

/** What the tests of handlers need that are done with an event when a stage completes. */
@Timeout(60)
abstract class CompletingHandlerTesting {

    static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");
    static final Duration LONG = Duration.ofSeconds(50);

    final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    final Bus bus = Buses.builder().errorHandler(reported::add).build();
    final ManualExecutor executor = new ManualExecutor();
    final Delivery<Object> manual = Delivery.async().executor(executor);

    /** What was begun, in this order. */
    final Map<Object, CompletableFuture<Void>> begun = Collections.synchronizedMap(new LinkedHashMap<>());

    CompletingHandlerTesting() {
        bus.registerTopics("x");
    }

    CompletionStage<?> begin(Event<Object> event) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        begun.put(event.data(), stage);
        return stage;
    }

    Registration register(Delivery<Object> how, int maxInFlight) {
        return bus.registerHandler("h", ALL, how, Handler.completing(this::begin, maxInFlight));
    }

    void emit(Object... data) {
        for (Object one : data) {
            bus.emit("x", one);
        }
    }

    void complete(Object data) {
        begun.get(data).complete(null);
    }

    HandlerCounts counts() {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }
}
