package bus.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import bus.api.Bus;
import bus.api.Event;
import bus.api.Topic;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Clauses 4 and 11: {@code awaitIdle} does not pass over events that handlers emit while it looks. What the handlers of
 * the whole chain did happens-before its return.
 *
 * <p>An event goes round a ring of handlers, each of which emits to the next. So the bus is never idle from the moment
 * at which the first event was accepted until the last handler has come back, and an {@code awaitIdle} that begins in
 * between may be true only for an instant after the end. One that began earlier could be true for an instant before,
 * whatever is visible afterwards: so the actor waits for the first handler to begin.
 */
@JCStressTest
@Outcome(id = "40", expect = ACCEPTABLE, desc = "the bus was idle after the last event")
@Outcome(expect = FORBIDDEN, desc = "the bus was said to be idle before the last event")
@State
public class IdleAgainstNestedEmits {

    private static final int EVENTS = 40;

    /** The more handlers there are, the longer it takes to look at all of them. */
    private static final List<Topic<Integer>> RING = IntStream.range(0, 8)
            .mapToObj(i -> Topic.of("x" + i, Integer.class))
            .toList();

    private final Bus bus = Buses.bus();
    private volatile boolean begun;
    private int handled;

    public IdleAgainstNestedEmits() {
        RING.forEach(topic -> {
            bus.registerTopics(topic);
            bus.registerHandler(topic.name(), topic, Buses.ASYNC, this::handle);
        });
    }

    private void handle(Event<Integer> event) {
        begun = true;
        handled++;
        if (event.data() < EVENTS) {
            emit(event.data() + 1);
        }
    }

    private void emit(int number) {
        bus.emit(RING.get(number % RING.size()), number);
    }

    @Actor
    public void emitter() {
        emit(1);
    }

    @Actor
    public void waiter(I_Result result) {
        Buses.spinUntil(() -> begun);
        Buses.awaitIdle(bus);
        result.r1 = handled;
    }
}
