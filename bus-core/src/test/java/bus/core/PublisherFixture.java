package bus.core;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A bus, and what subscribes to its publisher. */
abstract class PublisherFixture {

    static final TopicMatcher<Object> X = TopicMatcher.exact("x");
    static final Duration LONG = Duration.ofSeconds(50);

    final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    final Bus bus = Buses.builder().errorHandler(reported::add).build();
    final ManualExecutor executor = new ManualExecutor();
    final Delivery<Object> manual = Delivery.async().executor(executor);

    PublisherFixture() {
        bus.registerTopics("x");
    }

    <R extends Recorder> R subscribe(Delivery<Object> how, R subscriber) {
        bus.publisher("p", X, how).subscribe(subscriber);
        return subscriber;
    }

    Recorder subscribe(Delivery<Object> how) {
        return subscribe(how, new Recorder());
    }

    void emit(int... numbers) {
        IntStream.of(numbers).forEach(number -> bus.emit("x", number));
    }

    HandlerCounts counts(String key) {
        return bus.snapshot().handler(key).orElseThrow().counts();
    }

    /** Starts a thread, and waits until it waits for room. */
    Thread emittingInVain(int number) {
        Thread emitting = new Thread(() -> emit(number));
        emitting.start();
        while (emitting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return emitting;
    }
}
