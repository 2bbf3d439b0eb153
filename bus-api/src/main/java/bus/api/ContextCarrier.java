package bus.api;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries what belongs to the emitting thread over to asynchronous handlers: the context of a log, a locale, a trace.
 *
 * <p>It captures once an emit, on the emitting thread, if a handler of the event has a mailbox. What it captured is
 * restored on the thread of each such handler, just before the call, and undone just after. One that throws while it
 * captures or restores makes the handler fail with this event, which it is then not called with: better than to run it
 * in a foreign context. One that throws while it undoes makes it fail as well.
 *
 * <p>Has to be thread-safe.
 */
@FunctionalInterface
public interface ContextCarrier {

    /**
     * Captures the context of this thread.
     *
     * @return what can be restored, on several threads at once
     */
    Captured capture();

    /** The context of an emitting thread. Thread-safe. */
    @FunctionalInterface
    interface Captured {

        /**
         * Puts this context in place of that of this thread.
         *
         * @return what undoes it, called on the same thread
         */
        Scope restore();
    }

    /** A time during which a thread has a context that is not its own. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Gives the thread back what it had before. */
        @Override
        void close();
    }

    /**
     * Carries one value that can be read and set. A handler's thread gets its own value back afterwards.
     *
     * @param <C> the type of the value, which may be null if the two can deal with that
     * @param get reads the value of this thread
     * @param set sets the value of this thread
     * @return a carrier
     */
    static <C> ContextCarrier of(Supplier<? extends C> get, Consumer<? super C> set) {
        requireNonNull(get, "get must not be null");
        requireNonNull(set, "set must not be null");
        return () -> {
            C captured = get.get();
            return () -> {
                C before = get.get();
                set.accept(captured);
                return () -> set.accept(before);
            };
        };
    }

    /**
     * Carries the value of a thread-local. Where there was none, it is removed afterwards; a thread-local with an
     * initial value has that one then.
     *
     * @param <C> the type of the value
     * @param local the thread-local
     * @return a carrier
     */
    static <C> ContextCarrier of(ThreadLocal<C> local) {
        requireNonNull(local, "local must not be null");
        return of(local::get, value -> {
            if (value == null) {
                local.remove();
            } else {
                local.set(value);
            }
        });
    }
}
