package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.EmitScheduler;
import bus.api.Handler;
import bus.api.PayloadTypeException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every argument that is refused: the message names it, and the bus is as it was. */
class BadInputTest {

    private static final Topic<String> TOPIC = Topic.of("x", String.class);
    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");
    private static final Handler<Object> NOTHING = event -> {};

    private static final Duration NOW = Duration.ZERO;

    private final Bus bus = Buses.bus();
    private final ManualScheduler executor = new ManualScheduler();
    private final EmitScheduler scheduler = bus.scheduler(executor);
    private final List<Object> seen = new ArrayList<>();

    @BeforeEach
    void register() {
        bus.registerTopics(TOPIC);
        bus.registerHandler("h", ALL, seen::add);
    }

    @AfterEach
    void theBusIsAsItWas() {
        assertThat(bus.topics()).containsExactly("x");
        assertThat(bus.handlerKeys()).containsExactly("h");
        assertThat(bus.topicHandlerKeys("x")).containsExactly("h");
        assertThat(seen).isEmpty();
        assertThat(executor.waiting()).isZero();
        assertThat(bus.snapshot().scheduled()).isEmpty();
        assertThat(bus.emit(TOPIC, "data").id()).isEqualTo("1");
    }

    private record Refused(String message, ThrowingCallable call) {}

    private static Refused refused(String message, ThrowingCallable call) {
        return new Refused(message, call);
    }

    @TestFactory
    Stream<DynamicTest> nullIsRefusedByItsName() {
        String noText = nothing();
        Topic<String> noTopic = nothing();
        return Stream.of(
                        refused("names must not be null", () -> bus.registerTopics((String[]) nothing())),
                        refused("names[1] must not be null", () -> bus.registerTopics("new", null)),
                        refused("topics must not be null", () -> bus.registerTopics((Topic<?>[]) nothing())),
                        refused("topics[0] must not be null", () -> bus.registerTopics((Topic<?>) nothing())),
                        refused("names must not be null", () -> bus.deregisterTopics((String[]) nothing())),
                        refused("names[1] must not be null", () -> bus.deregisterTopics("x", null)),
                        refused("key must not be null", () -> bus.registerHandler(noText, ALL, NOTHING)),
                        refused("on must not be null", () -> bus.registerHandler("k", nothing(), NOTHING)),
                        refused("handler must not be null", () -> bus.registerHandler("h", ALL, nothing())),
                        refused("key must not be null", () -> bus.deregisterHandler(noText)),
                        refused("topic must not be null", () -> bus.topicHandlerKeys(noText)),
                        refused("key must not be null", () -> bus.handlerTopicSubscriptions(noText)),
                        refused("topic must not be null", () -> bus.emit(noText, "data")),
                        refused("topic must not be null", () -> bus.emit(noTopic, "data")),
                        refused("data must not be null", () -> bus.emit("x", nothing())),
                        refused("data must not be null", () -> bus.emit(TOPIC, nothing())),
                        refused("options must not be null", () -> bus.emit("x", "data", nothing())),
                        refused("options must not be null", () -> bus.emit(TOPIC, "data", nothing())),
                        refused("topic must not be null", () -> bus.emitter(nothing())),
                        refused(
                                "data must not be null",
                                () -> bus.emitter(TOPIC).emit(nothing())),
                        refused(
                                "options must not be null",
                                () -> bus.emitter(TOPIC).emit("data", nothing())),
                        refused("executor must not be null", () -> bus.scheduler(nothing())),
                        refused("delay must not be null", () -> scheduler.emitLater(nothing(), TOPIC, "data")),
                        refused("topic must not be null", () -> scheduler.emitLater(NOW, noTopic, "data")),
                        refused("topic must not be null", () -> scheduler.emitLater(NOW, noText, "data")),
                        refused("data must not be null", () -> scheduler.emitLater(NOW, TOPIC, nothing())),
                        refused("options must not be null", () -> scheduler.emitLater(NOW, TOPIC, "data", nothing())))
                .map(it -> DynamicTest.dynamicTest(
                        it.message,
                        () -> assertThatNullPointerException()
                                .isThrownBy(it.call)
                                .withMessage(it.message)));
    }

    @TestFactory
    Stream<DynamicTest> blankIsRefused() {
        String topic = "topic must not be blank: topic=\" \"; give ";
        String key = "key must not be blank: key=\" \"; give the one that was registered";
        return Stream.of(
                        refused(topic + "it a name such as order.created", () -> bus.registerTopics("new", " ")),
                        refused(topic + "the one that was registered", () -> bus.deregisterTopics("x", " ")),
                        refused(topic + "the one that was registered", () -> bus.emit(" ", "data")),
                        refused(topic + "the one that was registered", () -> bus.topicHandlerKeys(" ")),
                        refused(topic + "the one that was registered", () -> scheduler.emitLater(NOW, " ", "data")),
                        refused(
                                "key must not be blank: key=\" \"; give the handler a name of its own",
                                () -> bus.registerHandler(" ", ALL, NOTHING)),
                        refused(key, () -> bus.deregisterHandler(" ")),
                        refused(key, () -> bus.handlerTopicSubscriptions(" ")))
                .map(it -> DynamicTest.dynamicTest(
                        it.message,
                        () -> assertThatIllegalArgumentException()
                                .isThrownBy(it.call)
                                .withMessage(it.message)));
    }

    @Test
    void optionsInPlaceOfThePayloadAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.emit("x", EmitOptions.none().withSource("s")))
                .withMessage("data must not be EmitOptions: data=EmitOptions[source=s]; the payload is missing, give it"
                        + " before the options");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> scheduler.emitLater(NOW, "x", EmitOptions.none().withSource("s")))
                .withMessage("data must not be EmitOptions: data=EmitOptions[source=s]; the payload is missing, give it"
                        + " before the options");
    }

    @Test
    void aPayloadThatIsNotOfItsTopicIsRefusedWhenItIsScheduled() {
        assertThatExceptionOfType(PayloadTypeException.class)
                .isThrownBy(() -> scheduler.emitLater(NOW, mistyped(), 1))
                .withMessage("payload must be of the type of its topic: topic=\"x\", payload=java.lang.String,"
                        + " data=java.lang.Integer; emit such a payload or register the topic with another type");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Topic<Object> mistyped() {
        return (Topic) TOPIC;
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scheduler.emitLater(Duration.ofNanos(-1), TOPIC, "data"))
                .withMessage("delay must not be negative: delay=PT-0.000000001S; zero is to emit at once");
    }

    private static <T> T nothing() {
        return null;
    }
}
