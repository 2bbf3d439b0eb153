package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Registration;
import bus.api.TopicMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class Clause07DeregistrationTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final Bus bus = Buses.bus();
    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void registerTopics() {
        bus.registerTopics("x", "y");
    }

    private Registration register(String key) {
        return bus.registerHandler(key, ALL, event -> calls.add(key));
    }

    @Test
    void anEmitThatBeginsAfterwardsDoesNotReachTheHandlerOnAnyTopic() {
        register("a");
        register("b");
        assertThat(bus.deregisterHandler("a")).isTrue();
        bus.emit("x", 1);
        bus.emit("y", 1);
        assertThat(calls).containsExactly("b", "b");
        assertThat(bus.handlerKeys()).containsExactly("b");
        assertThat(bus.topicHandlerKeys("x")).containsExactly("b");
        assertThat(bus.handlerTopicSubscriptions("a")).isEmpty();
        bus.registerTopics("z");
        assertThat(bus.topicHandlerKeys("z")).containsExactly("b");
    }

    @Test
    void closingTheRegistrationDoesTheSame() {
        Registration registration = register("a");
        registration.close();
        bus.emit("x", 1);
        assertThat(calls).isEmpty();
        assertThat(bus.handlerKeys()).isEmpty();
        assertThat(registration.key()).isEqualTo("a");
    }

    @Test
    void itIsIdempotent() {
        Registration registration = register("a");
        registration.close();
        registration.close();
        assertThat(bus.deregisterHandler("a")).isFalse();
        assertThat(bus.deregisterHandler("never registered")).isFalse();
        register("a");
        registration.close();
        bus.emit("x", 1);
        assertThat(calls).containsExactly("a");
    }

    @Test
    void anIdGeneratorThatEndsAHandlerEndsItForTheEmitUnderWay() {
        List<Registration> ended = new ArrayList<>();
        try (Bus other = Bus.builder()
                .idGenerator(() -> {
                    ended.forEach(Registration::close);
                    return "id";
                })
                .build()) {
            other.registerTopics("x");
            ended.add(other.registerHandler("a", ALL, event -> calls.add("a")));
            other.registerHandler("b", ALL, event -> calls.add("b"));
            other.emit("x", 1);
        }
        assertThat(calls).containsExactly("b");
    }

    @Test
    void aHandlerMayEndItself() {
        List<Registration> own = new ArrayList<>();
        own.add(bus.registerHandler("a", ALL, event -> {
            calls.add("a");
            own.get(0).close();
        }));
        register("b");
        bus.emit("x", 1);
        bus.emit("x", 2);
        assertThat(calls).containsExactly("a", "b", "b");
    }

    @Test
    void anEmitUnderWayOnTheSameThreadDoesNotReachTheHandler() {
        bus.registerHandler("a", ALL, event -> bus.deregisterHandler("b"));
        register("b");
        register("c");
        bus.emit("x", 1);
        assertThat(calls).containsExactly("c");
    }

    @Test
    void anOuterEmitOnTheSameThreadDoesNotReachTheHandlerEither() {
        bus.registerHandler("a", TopicMatcher.exact("x"), event -> bus.emit("y", "inner"));
        bus.registerHandler("b", TopicMatcher.exact("y"), event -> bus.deregisterHandler("c"));
        register("c");
        bus.emit("x", 1);
        assertThat(calls).isEmpty();
    }

    @Test
    void aHandlerThatIsReplacedAndThenDeregisteredIsNotReached() {
        bus.registerHandler("a", ALL, event -> {
            register("b");
            bus.deregisterHandler("b");
        });
        register("b");
        bus.emit("x", 1);
        assertThat(calls).isEmpty();
    }

    @Test
    void aHandlerThatIsDeregisteredAndComesBackGetsTheNextEvent() {
        bus.registerHandler("a", ALL, event -> {
            bus.deregisterHandler("b");
            register("b");
        });
        register("b");
        bus.emit("x", 1);
        assertThat(calls).isEmpty();
        bus.emit("y", 1);
        assertThat(calls).isEmpty();
        bus.deregisterHandler("a");
        bus.emit("x", 1);
        assertThat(calls).containsExactly("b");
    }

    @Test
    void handlersMayRegisterAndDeregisterOthersAndTopics() {
        bus.registerHandler("a", TopicMatcher.exact("x"), event -> {
            bus.registerTopics("new");
            register("b");
            bus.emit("new", "inner");
            bus.deregisterHandler("b");
            bus.deregisterTopics("new");
        });
        bus.emit("x", 1);
        assertThat(calls).containsExactly("b");
        assertThat(bus.topics()).containsExactly("x", "y");
        assertThat(bus.handlerKeys()).containsExactly("a");
    }

    @Test
    @Timeout(60)
    void anEmitUnderWayOnAnotherThreadReachesTheHandlerAtMostOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch deregistered = new CountDownLatch(1);
        bus.registerHandler("a", ALL, event -> {
            inside.countDown();
            deregistered.await(50, TimeUnit.SECONDS);
        });
        register("b");
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> emitting = other.submit(() -> bus.emit("x", 1));
            inside.await();
            bus.deregisterHandler("b");
            deregistered.countDown();
            emitting.get();
        } finally {
            other.shutdownNow();
        }
        assertThat(calls).hasSizeLessThanOrEqualTo(1);
    }
}
