package bus.core;

import bus.api.Event;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events that no handler is registered for: counts them, and hands each to who wants to know. */
final class Unhandled {

    /** Null if nobody wants to know. */
    private final @Nullable Consumer<? super Event<?>> hook;

    private final FailureReporter reporter;
    private final FallingRate failures = new FallingRate();

    /** No adder, whose classes each start would load: few events are unhandled. */
    private final AtomicLong count = new AtomicLong();

    Unhandled(@Nullable Consumer<? super Event<?>> hook, FailureReporter reporter) {
        this.hook = hook;
        this.reporter = reporter;
    }

    void event(Event<?> event, @Nullable ObservedEmit observed) {
        count.incrementAndGet();
        if (observed != null) {
            observed.unhandled();
        }
        if (hook == null) {
            return;
        }
        try {
            hook.accept(event);
        } catch (Throwable thrown) {
            long number = failures.next();
            if (number > 0) {
                reporter.failed(
                        "The hook for unhandled events failed: topic=\"" + event.topic() + "\", failures so far="
                                + number,
                        thrown);
            }
        }
    }

    long count() {
        return count.get();
    }
}
