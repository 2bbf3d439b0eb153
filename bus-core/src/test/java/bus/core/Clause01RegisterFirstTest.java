package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.Event;
import bus.api.PayloadTypeException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Clause01RegisterFirstTest {

    private final Bus bus = Buses.bus();
    private final List<Event<?>> seen = new ArrayList<>();

    @Test
    void emittingToAnUnregisteredTopicThrowsAndDeliversNothing() {
        bus.registerTopics("order.created");
        bus.registerHandler("all", TopicMatcher.regex(".*"), seen::add);

        assertThatExceptionOfType(UnknownTopicException.class)
                .isThrownBy(() -> bus.emit("order.craeted", "x"))
                .withMessage("topic must be registered before an event is emitted to it: topic=\"order.craeted\";"
                        + " did you mean order.created? Else register it with Bus.registerTopics")
                .satisfies(e -> assertThat(e.topic()).isEqualTo("order.craeted"));
        assertThat(seen).isEmpty();
        assertThat(bus.topics()).containsExactly("order.created");
    }

    @Test
    void anUnregisteredTopicTakesNoId() {
        Bus bus = Buses.counting().build();
        bus.registerTopics("a");
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> bus.emit("b", "x"));
        assertThat(bus.emit("a", "x").id()).isEqualTo("1");
    }

    @Test
    void closeTopicsAreLookedForWhenTheMessageIsRead() {
        UnknownTopicException early = unknown("order.shiped");
        bus.registerTopics("order.shipped");
        assertThat(early).hasMessageContaining("did you mean order.shipped?");
        bus.registerTopics("order.shiped.");
        assertThat(early).hasMessageContaining("did you mean order.shipped?");
    }

    @Test
    void anUnknownTopicWithoutCloseOnesSaysHowToRegisterIt() {
        assertThat(unknown("order.created"))
                .hasMessage("topic must be registered before an event is emitted to it: topic=\"order.created\";"
                        + " register it with Bus.registerTopics");
    }

    @Test
    void registeringATopicTwiceIsHarmless() {
        bus.registerTopics("a", "b", "a");
        bus.registerTopics("b");
        bus.registerTopics(Topic.of("a", Object.class));
        assertThat(bus.topics()).containsExactly("a", "b");
    }

    @Test
    void registeringATopicTwiceKeepsItsHandlers() {
        bus.registerTopics("a");
        bus.registerHandler("h", TopicMatcher.exact("a"), seen::add);
        bus.registerTopics("a");
        bus.emit("a", 1);
        assertThat(seen).hasSize(1);
    }

    @Test
    void registeringATopicWithAnotherPayloadTypeIsAnErrorAndRegistersNothing() {
        bus.registerTopics(Topic.of("a", Integer.class));
        assertThatExceptionOfType(PayloadTypeException.class)
                .isThrownBy(() -> bus.registerTopics("new", "a"))
                .withMessage("topic must not be registered with two payload types: topic=\"a\","
                        + " payload=java.lang.Object, registered=java.lang.Integer; use the same Topic everywhere");
        assertThat(bus.topics()).containsExactly("a");
    }

    @Test
    void twoPayloadTypesInOneCallRegisterNothing() {
        assertThatExceptionOfType(PayloadTypeException.class)
                .isThrownBy(() -> bus.registerTopics(Topic.of("a", Integer.class), Topic.of("a", String.class)));
        assertThat(bus.topics()).isEmpty();
    }

    @Test
    void aHandlerMayBeRegisteredBeforeItsTopic() {
        bus.registerHandler("h", TopicMatcher.exact("a"), seen::add);
        bus.registerTopics("a");
        bus.emit("a", 1);
        assertThat(seen).hasSize(1);
    }

    @Test
    void aHandlerMayBeRegisteredAfterItsTopic() {
        bus.registerTopics("a");
        bus.registerHandler("h", TopicMatcher.exact("a"), seen::add);
        bus.emit("a", 1);
        assertThat(seen).hasSize(1);
    }

    @Test
    void aTopicThatIsDeregisteredIsUnknownUntilItComesBackWithItsHandlers() {
        bus.registerTopics("a", "b");
        bus.registerHandler("first", TopicMatcher.regex(".*"), seen::add);
        bus.registerHandler("second", Topic.of("a", Object.class), seen::add);
        bus.deregisterTopics("a", "never registered");

        assertThat(bus.topics()).containsExactly("b");
        assertThat(bus.handlerTopicSubscriptions("first")).containsExactly("b");
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> bus.emit("a", 1));

        bus.registerTopics("a");
        assertThat(bus.topicHandlerKeys("a")).containsExactly("first", "second");
        assertThat(bus.topics()).containsExactly("b", "a");
    }

    @Test
    void aTopicMayComeBackWithAnotherPayloadType() {
        bus.registerTopics("a");
        bus.deregisterTopics("a");
        bus.registerTopics(Topic.of("a", Integer.class));
        assertThat(bus.emit("a", 1).data()).isEqualTo(1);
    }

    @Test
    void anEmitUnderWayReachesItsHandlersThoughItsTopicIsDeregistered() {
        bus.registerTopics("a");
        bus.registerHandler("first", TopicMatcher.exact("a"), e -> bus.deregisterTopics("a"));
        bus.registerHandler("second", TopicMatcher.exact("a"), seen::add);
        bus.emit("a", 1);
        assertThat(seen).hasSize(1);
    }

    @Test
    void theSearchForCloseTopicsIsBounded() {
        bus.registerTopics(
                IntStream.range(0, 100_000).mapToObj(i -> "topic.number." + i).toArray(String[]::new));
        assertThat(unknown("topic.number.x")).hasMessageContaining("did you mean topic.number.");
        assertThat(unknown("t".repeat(100_000))).hasMessageEndingWith("register it with Bus.registerTopics");
    }

    private UnknownTopicException unknown(String topic) {
        try {
            bus.emit(topic, "x");
        } catch (UnknownTopicException e) {
            return e;
        }
        throw new AssertionError(topic + " is registered");
    }
}
