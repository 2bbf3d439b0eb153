package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.EmitOptions;
import bus.api.Registration;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class Clause10CloseTest {

    private final Bus bus = Buses.bus();
    private final List<String> calls = new ArrayList<>();

    @Test
    void newEmitsThrow() {
        Topic<String> topic = Topic.of("x", String.class);
        bus.registerTopics(topic);
        bus.registerHandler("h", topic, event -> calls.add(event.data()));
        assertThat(bus.isClosed()).isFalse();
        bus.close();
        assertThat(bus.isClosed()).isTrue();
        String message = "bus must be open when an event is emitted: topic=\"x\"; emit before Bus.close, or inside a"
                + " handler that is still running";
        assertThatExceptionOfType(BusClosedException.class)
                .isThrownBy(() -> bus.emit(topic, "data"))
                .withMessage(message);
        assertThatExceptionOfType(BusClosedException.class)
                .isThrownBy(() -> bus.emit("x", "data", EmitOptions.none()))
                .withMessage(message);
        assertThatExceptionOfType(BusClosedException.class)
                .isThrownBy(() -> bus.emitter(topic).emit("data"))
                .withMessage(message);
        assertThat(calls).isEmpty();
    }

    @Test
    void newRegistrationsThrowAndChangeNothing() {
        bus.registerTopics("x");
        bus.close();
        assertThatExceptionOfType(BusClosedException.class)
                .isThrownBy(() -> bus.registerTopics("y"))
                .withMessage("bus must be open when something is registered: topics=[Topic[y, java.lang.Object]];"
                        + " register before Bus.close, or build another bus");
        assertThatExceptionOfType(BusClosedException.class)
                .isThrownBy(() -> bus.registerHandler("h", TopicMatcher.exact("x"), event -> {}))
                .withMessageContaining("key=h");
        assertThat(bus.topics()).containsExactly("x");
        assertThat(bus.handlerKeys()).isEmpty();
    }

    @Test
    void whatIsRegisteredCanStillBeEndedAndLookedAt() {
        bus.registerTopics("x");
        Registration registration = bus.registerHandler("h", TopicMatcher.exact("x"), event -> {});
        bus.close();
        assertThat(bus.topicHandlerKeys("x")).containsExactly("h");
        registration.close();
        bus.deregisterTopics("x");
        assertThat(bus.handlerKeys()).isEmpty();
        assertThat(bus.topics()).isEmpty();
    }

    @Test
    void closingTwiceIsHarmless() {
        bus.close();
        bus.close();
        assertThat(bus.isClosed()).isTrue();
    }

    @Test
    void closedInsideAHandlerTheEmitGoesOnToTheLastHandlerWithWhatIsEmittedThere() {
        bus.registerTopics("x", "y");
        bus.registerHandler("closes", TopicMatcher.exact("x"), event -> bus.close());
        bus.registerHandler("emits", TopicMatcher.exact("x"), event -> bus.emit("y", "inner"));
        bus.registerHandler("inner", TopicMatcher.exact("y"), event -> calls.add("inner"));
        bus.emit("x", "outer");
        assertThat(calls).containsExactly("inner");
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> bus.emit("x", "new"));
    }

    @Test
    @Timeout(60)
    void anEmitUnderWayOnAnotherThreadIsNotWaitedForAndGoesOn() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        bus.registerTopics("x", "y");
        bus.registerHandler("waits", TopicMatcher.exact("x"), event -> {
            inside.countDown();
            closed.await(50, TimeUnit.SECONDS);
            bus.emit("y", "inner");
        });
        bus.registerHandler("inner", TopicMatcher.exact("y"), event -> calls.add("inner"));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> emitting = other.submit(() -> bus.emit("x", "outer"));
            inside.await();
            bus.close();
            closed.countDown();
            emitting.get();
        } finally {
            other.shutdownNow();
        }
        assertThat(calls).containsExactly("inner");
    }

    @Test
    void aBusWorksInTryWithResources() {
        Bus used;
        try (Bus scoped = Buses.bus()) {
            used = scoped;
        }
        assertThat(used.isClosed()).isTrue();
    }

    @Test
    void theTextOfABusSaysHowItIs() {
        bus.registerTopics("x", "y");
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> {});
        assertThat(bus).hasToString("Bus[topics=2, handlers=1]");
        bus.close();
        assertThat(bus).hasToString("Bus[topics=2, handlers=1, closed]");
    }
}
