package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.TopicMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the contract does not promise, seen to be so: nobody may come to rely on more. */
class Clause12NotPromisedTest {

    @Test
    void thePayloadIsPassedByReference() {
        Bus bus = Buses.bus();
        List<String> payload = new ArrayList<>();
        bus.registerTopics("x");
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> payload.add("changed by a handler"));
        assertThat(bus.emit("x", payload).data()).isSameAs(payload);
        assertThat(payload).containsExactly("changed by a handler");
    }

    @Test
    void timesRunBackwardsWhenTheClockDoes() {
        Iterator<Instant> times = List.of(Buses.NOW, Buses.NOW.minusSeconds(1)).iterator();
        Bus bus = Buses.builder().clock(times::next).build();
        bus.registerTopics("x");
        Instant first = bus.emit("x", 1).occurredAt();
        assertThat(bus.emit("x", 2).occurredAt()).isBefore(first);
    }

    @Test
    void nothingSurvivesTheBusAndNoEventReachesALateHandler() {
        Bus bus = Buses.bus();
        List<Object> seen = new ArrayList<>();
        bus.registerTopics("x");
        bus.emit("x", "early", EmitOptions.none());
        bus.registerHandler("late", TopicMatcher.exact("x"), seen::add);
        assertThat(seen).isEmpty();
    }
}
