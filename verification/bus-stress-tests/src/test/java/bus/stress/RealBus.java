package bus.stress;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerCounts;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.TopicMatcher;
import bus.stress.Step.Register;
import bus.testkit.ManualExecutor;
import bus.testkit.SequentialIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A bus to which steps are done, and what is seen of it. */
final class RealBus {

    private final List<String> seen = new ArrayList<>();
    private final ManualExecutor executor = new ManualExecutor();
    private final Bus bus;

    /** Makes a bus, which may be put behind another one. */
    RealBus(boolean throwing, UnaryOperator<Bus> front) {
        bus = front.apply(Bus.builder()
                .idGenerator(SequentialIds.create())
                .failurePolicy(throwing ? FailurePolicy.THROW : FailurePolicy.REPORT)
                .errorHandler(failure ->
                        seen.add(failure.key() + " loses " + failure.event().data() + " " + failure.reason()))
                .statistics(true)
                .build());
        bus.registerTopics(Step.TOPICS.toArray(String[]::new));
    }

    List<String> seen() {
        return seen;
    }

    Map<String, HandlerCounts> counts() {
        Map<String, HandlerCounts> counts = new LinkedHashMap<>();
        bus.snapshot().handlers().forEach(handler -> counts.put(handler.key(), handler.counts()));
        return counts;
    }

    void apply(Step step) {
        try {
            if (step instanceof Register register) {
                register(register);
            } else if (step instanceof Step.Deregister deregister) {
                bus.deregisterHandler(deregister.key());
            } else if (step instanceof Step.Emit emit) {
                emit(emit);
            } else if (step instanceof Step.Run) {
                executor.step();
            } else {
                bus.close(Duration.ZERO);
            }
        } catch (HandlerException e) {
            seen.add("throws " + e.failures().stream().map(HandlerFailure::key).toList());
        }
    }

    private void emit(Step.Emit emit) {
        try {
            bus.emit(emit.topic(), emit.number());
        } catch (BusClosedException e) {
            seen.add("closed");
        }
    }

    private void register(Register how) {
        Delivery<Object> delivery = how.overflow() == null
                ? Delivery.sync()
                : Delivery.async()
                        .capacity(how.capacity())
                        .overflow(how.overflow())
                        .executor(executor);
        TopicMatcher<Object> on = how.on() == null ? TopicMatcher.regex(".*") : TopicMatcher.exact(how.on());
        try {
            bus.registerHandler(how.key(), on, delivery, event -> handle(how, event));
        } catch (BusClosedException e) {
            seen.add("refused");
        }
    }

    private void handle(Register how, Event<Object> event) {
        int number = (Integer) event.data();
        seen.add(how.name() + " gets " + number);
        switch (how.habit()) {
            case NOTHING -> {}
            case FAILS_ON_EVEN -> {
                if (number % 2 == 0) {
                    throw new IllegalStateException("even");
                }
            }
            case EMITS -> {
                if (number < 3_000) {
                    bus.emit(how.target(), number + 1_000);
                }
            }
            case ENDS_ANOTHER -> bus.deregisterHandler(how.target());
        }
    }
}
