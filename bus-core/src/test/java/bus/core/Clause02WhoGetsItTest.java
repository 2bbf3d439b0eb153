package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.PayloadTypeException;
import bus.api.Registration;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Clause02WhoGetsItTest {

    private static final Topic<Integer> NUMBERS = Topic.of("numbers", Integer.class);
    private static final TopicPattern<Object> ALL = TopicMatcher.wildcard("#");

    private final Bus bus = Buses.bus();
    private final List<String> calls = new ArrayList<>();

    private Registration register(String key, TopicMatcher<?> on) {
        return bus.registerHandler(key, on, event -> calls.add(key));
    }

    @Test
    void everyHandlerIsCalledOnceInTheOrderOfRegistration() {
        bus.registerTopics("a", "b");
        register("3", ALL);
        register("1", TopicMatcher.exact("a"));
        register("not", TopicMatcher.exact("b"));
        register("2", TopicMatcher.regex("a"));
        bus.emit("a", 1);
        assertThat(calls).containsExactly("3", "1", "2");
        assertThat(bus.topicHandlerKeys("a")).containsExactly("3", "1", "2");
    }

    @Test
    void theOrderIsThatOfTheHandlersAlsoOnATopicThatCameLater() {
        register("2", ALL);
        register("1", ALL);
        bus.registerTopics("a");
        bus.emit("a", 1);
        assertThat(calls).containsExactly("2", "1");
    }

    @Test
    void aHandlerRegisteredMeanwhileGetsTheNextEvent() {
        bus.registerTopics("a");
        bus.registerHandler("first", ALL, event -> {
            calls.add("first");
            register("new", ALL);
        });
        bus.emit("a", 1);
        assertThat(calls).containsExactly("first");
        bus.emit("a", 1);
        assertThat(calls).containsExactly("first", "first", "new");
    }

    @Test
    void aKeyInUseIsTakenOverInItsPlace() {
        bus.registerTopics("a");
        register("1", ALL);
        register("2", ALL);
        register("3", ALL);
        bus.registerHandler("2", ALL, event -> calls.add("replaced"));
        bus.emit("a", 1);
        assertThat(calls).containsExactly("1", "replaced", "3");
        assertThat(bus.handlerKeys()).containsExactly("1", "2", "3");
    }

    @Test
    void aReplacementWithAnotherMatcherKeepsThePlaceOnItsNewTopics() {
        bus.registerTopics("a", "b", "c");
        register("1", ALL);
        register("2", TopicMatcher.regex("[ab]"));
        register("3", ALL);
        register("2", TopicMatcher.regex("[bc]"));
        assertThat(bus.topicHandlerKeys("a")).containsExactly("1", "3");
        assertThat(bus.topicHandlerKeys("b")).containsExactly("1", "2", "3");
        assertThat(bus.topicHandlerKeys("c")).containsExactly("1", "2", "3");
        assertThat(bus.handlerTopicSubscriptions("2")).containsExactly("b", "c");
        bus.registerTopics("bb");
        assertThat(bus.topicHandlerKeys("bb")).containsExactly("1", "2", "3");
    }

    @Test
    void aKeyThatWasDeregisteredComesBackInTheLastPlace() {
        bus.registerTopics("a");
        register("1", ALL);
        register("2", ALL);
        bus.deregisterHandler("1");
        register("1", ALL);
        assertThat(bus.topicHandlerKeys("a")).containsExactly("2", "1");
        assertThat(bus.handlerKeys()).containsExactly("2", "1");
    }

    @Test
    void theEarlierRegistrationOfAKeyBecomesWithoutEffect() {
        bus.registerTopics("a");
        Registration earlier = register("h", ALL);
        Registration later = register("h", ALL);
        earlier.close();
        bus.emit("a", 1);
        assertThat(calls).containsExactly("h");
        later.close();
        assertThat(bus.handlerKeys()).isEmpty();
    }

    @Test
    void anEventUnderWayIsHandledByTheHandlerThatIsReplacedMeanwhile() {
        bus.registerTopics("a");
        bus.registerHandler(
                "first", ALL, event -> bus.registerHandler("second", ALL, later -> calls.add("replacement")));
        register("second", ALL);
        bus.emit("a", 1);
        assertThat(calls).containsExactly("second");
        bus.emit("a", 1);
        assertThat(calls).containsExactly("second", "replacement");
    }

    @Test
    void aPayloadOfAnotherTypeThanThatOfTheTopicIsRefusedAndDeliveredToNobody() {
        bus.registerTopics(NUMBERS);
        register("h", ALL);
        assertThatExceptionOfType(PayloadTypeException.class)
                .isThrownBy(() -> bus.emit("numbers", "one"))
                .withMessage("payload must be of the type of its topic: topic=\"numbers\", payload=java.lang.Integer,"
                        + " data=java.lang.String; emit such a payload or register the topic with another type");
        assertThat(calls).isEmpty();
        bus.emit(NUMBERS, 1);
        assertThat(calls).containsExactly("h");
    }

    @Test
    void theTypeThatCountsIsTheOneThatTheTopicWasRegisteredWith() {
        bus.registerTopics(NUMBERS);
        Emitter<Number> wider = bus.emitter(Topic.of("numbers", Number.class));
        assertThat(wider.emit(1).data()).isEqualTo(1);
        assertThatExceptionOfType(PayloadTypeException.class).isThrownBy(() -> wider.emit(1.5));
    }

    @Test
    void aSubtypeOfThePayloadTypeIsAccepted() {
        Topic<Number> topic = Topic.of("n", Number.class);
        bus.registerTopics(topic);
        assertThat(bus.emit(topic, 1.5).data()).isEqualTo(1.5);
    }

    @Test
    void aHandlerOfATypedTopicGetsTypedEvents() {
        List<Integer> sums = new ArrayList<>();
        bus.registerTopics(NUMBERS);
        bus.registerHandler("sum", NUMBERS, event -> sums.add(event.data() + 1));
        bus.registerHandler(
                "pattern",
                TopicMatcher.regex("num").payload(Number.class),
                event -> sums.add(event.data().intValue() + 2));
        Event<Integer> event = bus.emit(NUMBERS, 1);
        assertThat(sums).containsExactly(2, 3);
        assertThat(event.data()).isEqualTo(1);
    }

    @Test
    void aHandlerOfASupertypeMayBeRegistered() {
        bus.registerTopics(NUMBERS);
        bus.registerHandler("h", NUMBERS, (Event<Object> event) -> calls.add(event.topic()));
        bus.emit(NUMBERS, 1);
        assertThat(calls).containsExactly("numbers");
    }

    @Test
    void aTypedPatternOverATopicWithAnotherTypeIsRefusedAndTheEarlierHandlerStays() {
        bus.registerTopics("a");
        bus.registerTopics(NUMBERS);
        register("h", ALL);
        assertThatExceptionOfType(PayloadTypeException.class)
                .isThrownBy(() -> register("h", ALL.payload(Integer.class)))
                .withMessage("handler must expect the payload type of every topic that it matches: key=\"h\","
                        + " on=TopicPattern[wildcard #, java.lang.Integer], topic=\"a\", payload=java.lang.Object;"
                        + " narrow the matcher or change one of the types");
        assertThat(bus.topicHandlerKeys("a")).containsExactly("h");
        bus.emit("a", "not a number");
        assertThat(calls).containsExactly("h");
    }

    @Test
    void aTopicUnderATypedPatternWithAnotherTypeIsRefusedAndNothingIsRegistered() {
        register("h", TopicMatcher.wildcard("numbers.#").payload(Integer.class));
        assertThatExceptionOfType(PayloadTypeException.class)
                .isThrownBy(() -> bus.registerTopics(
                        Topic.of("numbers.whole", Integer.class), Topic.of("numbers.real", Double.class)))
                .withMessageContainingAll("key=\"h\"", "topic=\"numbers.real\"", "payload=java.lang.Double");
        assertThat(bus.topics()).isEmpty();
        assertThat(bus.handlerTopicSubscriptions("h")).isEmpty();
    }
}
