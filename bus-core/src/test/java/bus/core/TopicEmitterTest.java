package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.PayloadTypeException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import bus.testkit.SequentialIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicEmitterTest {

    private static final Topic<String> TOPIC = Topic.of("x", String.class);

    private final Bus bus = Bus.builder().idGenerator(SequentialIds.create()).build();
    private final Emitter<String> emitter = bus.emitter(TOPIC);
    private final List<Object> seen = new ArrayList<>();

    private void register() {
        bus.registerTopics(TOPIC);
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> seen.add(event.data()));
    }

    @Test
    void aTopicMayBeRegisteredAfterItsEmitterWasMade() {
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> emitter.emit("too early"));
        register();
        emitter.emit("in time");
        assertThat(seen).containsExactly("in time");
    }

    @Test
    void aTopicThatWasDeregisteredIsNotEmittedTo() {
        register();
        emitter.emit("in time");
        bus.deregisterTopics("x");
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> emitter.emit("too late"));
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> emitter.emitTracked("too late"));
        assertThat(seen).containsExactly("in time");
    }

    @Test
    void aTopicThatWasRegisteredAgainIsEmittedTo() {
        register();
        emitter.emit("before");
        bus.deregisterTopics("x");
        bus.registerTopics(TOPIC);
        bus.registerHandler("later", TOPIC, event -> seen.add("later " + event.data()));
        emitter.emit("after");
        assertThat(seen).containsExactly("before", "after", "later after");
    }

    @Test
    void aTopicThatWasRegisteredAgainWithAnotherPayloadRefusesTheEarlierOne() {
        register();
        emitter.emit("before");
        bus.deregisterTopics("x");
        bus.registerTopics(Topic.of("x", Integer.class));
        assertThatExceptionOfType(PayloadTypeException.class).isThrownBy(() -> emitter.emit("after"));
        assertThat(seen).containsExactly("before");
    }

    @Test
    void anEmitterOfAClosedBusEmitsNothing() {
        register();
        emitter.emit("before");
        bus.close();
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(() -> emitter.emit("after"));
        assertThat(seen).containsExactly("before");
    }

    @Test
    void anEventWhoseIdAndTimeAreSaidHasNoOthers() {
        register();
        Instant time = Instant.parse("2026-01-01T00:00:00.000000001Z");
        EmitOptions options = EmitOptions.none().withId("id").withOccurredAt(time);
        Event<String> event = emitter.emit("data", options);
        assertThat(event.id()).isEqualTo("id");
        assertThat(event.txId()).isEqualTo("id");
        assertThat(event.occurredAt()).isEqualTo(time);
        assertThat(event).hasToString("Event[id=id, txId=id, topic=x, occurredAt=" + time + ", data=data]");
        assertThat(emitter.emit("data").id()).as("none was used up").isEqualTo("1");
    }

    @Test
    void itsTextNamesTheTopic() {
        assertThat(emitter).hasToString("Emitter[" + TOPIC + "]");
        assertThat(emitter.topic()).isSameAs(TOPIC);
    }
}
