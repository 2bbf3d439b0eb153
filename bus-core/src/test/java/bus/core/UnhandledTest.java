package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.NestingException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnhandledTest {

    private final List<Event<?>> events = new ArrayList<>();
    private final Bus bus = Buses.builder().onUnhandled(events::add).build();

    @Test
    void anEventWithoutAHandlerIsHandedToTheHookAndCounted() {
        bus.registerTopics("x", "y");
        bus.registerHandler("h", TopicMatcher.exact("y"), event -> {});

        Event<Object> event = bus.emit("x", 1);
        bus.emit("y", 2);

        assertThat(events).hasSize(1);
        assertThat(events.get(0)).isSameAs(event);
        assertThat(bus.snapshot().unhandled()).isEqualTo(1);
    }

    @Test
    void itIsCountedWithoutAHookAndByAnEmitterToo() {
        Bus plain = Buses.bus();
        plain.registerTopics("x");

        plain.emit("x", 1);
        plain.emitter(Topic.of("x", Object.class)).emit(2);
        plain.emitTracked("x", 3).join();

        assertThat(plain.snapshot().unhandled()).isEqualTo(3);
    }

    @Test
    void anUnknownTopicIsAnErrorAndNotUnhandled() {
        assertThatThrownBy(() -> bus.emit("unknown", 1)).isInstanceOf(UnknownTopicException.class);

        assertThat(events).isEmpty();
        assertThat(bus.snapshot().unhandled()).isZero();
    }

    @Test
    void aHandlerThatIsDeregisteredDuringTheEmitLeavesItHandled() {
        bus.registerTopics("x");
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> bus.deregisterHandler("h"));

        bus.emit("x", 1);
        assertThat(events).isEmpty();
        bus.emit("x", 2);

        assertThat(events).hasSize(1);
    }

    @Test
    void aHookThatFailsIsLoggedAtAFallingRateAndBreaksNothing() {
        Log log = new Log();
        Unhandled unhandled = new Unhandled(
                event -> {
                    throw new IllegalStateException("hook");
                },
                new FailureReporter(failure -> {}, log));

        for (int i = 0; i < 4; i++) {
            unhandled.event(new EmittedEvent.WithId<>("x", i, EmitOptions.none(), 0, "id"), null);
        }

        assertThat(log.lines)
                .containsExactly(
                        "ERROR The hook for unhandled events failed: topic=\"x\", failures so far=1,"
                                + " thrown=java.lang.IllegalStateException",
                        "ERROR It threw: java.lang.IllegalStateException: hook",
                        "ERROR The hook for unhandled events failed: topic=\"x\", failures so far=2,"
                                + " thrown=java.lang.IllegalStateException",
                        "ERROR It threw: java.lang.IllegalStateException: hook",
                        "ERROR The hook for unhandled events failed: topic=\"x\", failures so far=4,"
                                + " thrown=java.lang.IllegalStateException",
                        "ERROR It threw: java.lang.IllegalStateException: hook");
        assertThat(unhandled.count()).isEqualTo(4);
    }

    @Test
    void aHookMayEmitAndIsHeldToTheDepthLimit() {
        Bus[] holder = new Bus[1];
        List<Object> handled = new ArrayList<>();
        holder[0] = Buses.builder()
                .depthLimit(2)
                .onUnhandled(event -> holder[0].emit(event.topic().equals("x") ? "dead" : "x", event.data()))
                .build();
        holder[0].registerTopics("x", "dead");
        assertThatThrownBy(() -> holder[0].emit("x", 1)).isInstanceOf(NestingException.class);

        holder[0].registerHandler("dead letters", TopicMatcher.exact("dead"), event -> handled.add(event.data()));
        holder[0].emit("x", 2);

        assertThat(handled).containsExactly(2);
    }
}
