package bus.stress;

import bus.api.ContextCarrier;
import bus.api.Event;
import bus.api.Handler;
import java.util.concurrent.Executor;

/** The context in which the threads of the soak test emit: the number of the event. */
final class SoakContext {

    private static final ThreadLocal<Long> NUMBER = new ThreadLocal<>();
    static final ContextCarrier CARRIER = ContextCarrier.of(NUMBER);

    private SoakContext() {}

    static void set(long number) {
        NUMBER.set(number);
    }

    static void check(SoakCounts counts, Event<Tick> event) {
        Long number = NUMBER.get();
        if (number == null || number != event.data().number()) {
            counts.wrong("a handler runs in another context");
        }
    }

    static Handler<Tick> checking(SoakCounts counts, Handler<Tick> handler) {
        return event -> {
            check(counts, event);
            handler.handle(event);
        };
    }

    /** An executor whose threads have no context of their own, before a task and after it. */
    static Executor without(SoakCounts counts, Executor executor) {
        return task -> executor.execute(() -> {
            checkNone(counts);
            task.run();
            checkNone(counts);
        });
    }

    private static void checkNone(SoakCounts counts) {
        if (NUMBER.get() != null) {
            counts.wrong("a thread has kept a context");
        }
    }
}
