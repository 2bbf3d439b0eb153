package bus.core;

import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.spi.BusObserver;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Warns of handlers that take longer for an event than a threshold: when they have not come back by then, and when they
 * are done.
 *
 * <p>It looks at the calls under way when the first of them is due, and has no look before it as long as there are
 * none: so it needs no thread of its own, and keeps no bus alive.
 */
final class SlowHandlers implements BusObserver {

    private final long threshold;
    private final LongSupplier nanoTime;
    private final ObjLongConsumer<Runnable> alarm;
    private final FailureReporter reporter;

    /** The calls under way that were not found to be slow. */
    private final Set<Call> watched = ConcurrentHashMap.newKeySet();

    /** Whether a look is on its way. */
    private final AtomicBoolean looking = new AtomicBoolean();

    /** Of slow calls, by the key of the handler. */
    private final Map<String, FallingRate> warnings = new ConcurrentHashMap<>();

    /** Reads a clock that counts nanoseconds, and has an alarm run a task after as many. */
    SlowHandlers(long threshold, LongSupplier nanoTime, ObjLongConsumer<Runnable> alarm, FailureReporter reporter) {
        this.threshold = threshold;
        this.nanoTime = nanoTime;
        this.alarm = alarm;
        this.reporter = reporter;
    }

    /** Returns what has an executor run a task after as many nanoseconds. */
    static ObjLongConsumer<Runnable> alarm(Executor threads) {
        return (task, nanos) -> CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, threads)
                .execute(task);
    }

    @Override
    public EmitObserver emitting(Event<?> event) {
        return new EmitObserver() {
            @Override
            public CallObserver calling(ObservedHandler handler) {
                Call call = new Call(event, handler);
                watched.add(call);
                lookAfter(threshold);
                return call;
            }
        };
    }

    @Override
    public void handlerDeregistered(ObservedHandler handler) {
        warnings.remove(handler.key());
    }

    private void lookAfter(long nanos) {
        if (looking.compareAndSet(false, true)) {
            alarm.accept(this::look, nanos);
        }
    }

    private void look() {
        long now = nanoTime.getAsLong();
        for (Call call : watched) {
            if (now - call.begin >= threshold) {
                call.isLate(now);
            }
        }
        looking.set(false); // before the next one is looked for: a call that began meanwhile has set no alarm
        long left = threshold;
        boolean any = false;
        for (Call call : watched) {
            left = Math.min(left, call.begin + threshold - now);
            any = true;
        }
        if (any) {
            lookAfter(Math.max(1, left));
        }
    }

    private long nextWarning(ObservedHandler handler) {
        return warnings.computeIfAbsent(handler.key(), key -> new FallingRate()).next();
    }

    private static String describe(String what, Call call, long nanos) {
        return what + ": key=\"" + call.handler.key() + "\", topic=\"" + call.event.topic() + "\", duration="
                + Duration.ofNanos(nanos) + ", registeredAt="
                + call.handler.snapshot().registeredAt();
    }

    /** A call under way. It is told once whether it is slow, by a look or when it is done: by whoever takes it out. */
    private final class Call implements CallObserver {

        private final Event<?> event;
        private final ObservedHandler handler;
        private final long begin = nanoTime.getAsLong();

        /** Null after the handler has come back. Read by a look, which has to see it soon. */
        private volatile @Nullable Thread thread = Thread.currentThread();

        /**
         * The number of the warning that was logged before it was done, else zero. Read after it was found to be taken
         * out.
         */
        private volatile long warning;

        Call(Event<?> event, ObservedHandler handler) {
            this.event = event;
            this.handler = handler;
        }

        @Override
        public void returned() {
            thread = null;
        }

        @Override
        public void handled(long nanos) {
            done(nanos);
        }

        @Override
        public void failed(HandlerFailure failure, long nanos) {
            done(nanos);
        }

        private void done(long nanos) {
            long number = watched.remove(this) ? (nanos < threshold ? 0 : nextWarning(handler)) : warning;
            if (number > 0) {
                reporter.warn(
                        describe("A handler was slow", this, nanos) + ", slow calls so far=" + number
                                + "; give it less to do, or a mailbox of its own",
                        null);
            }
        }

        private void isLate(long now) {
            Thread runs = thread;
            StackTraceElement[] stack = runs == null ? new StackTraceElement[0] : runs.getStackTrace();
            if (!watched.remove(this)) {
                return;
            }
            warning = nextWarning(handler);
            if (warning > 0) {
                Throwable place = null;
                if (runs != null && thread != null) { // else it is back, and the stack may be that of something else
                    place = new Throwable("It stands here, on thread " + runs.getName());
                    place.setStackTrace(stack);
                }
                reporter.warn(
                        describe(
                                        place == null ? "A stage has not completed" : "A handler has not come back",
                                        this,
                                        now - begin)
                                + ", slow calls so far=" + warning,
                        place);
            }
        }
    }
}
