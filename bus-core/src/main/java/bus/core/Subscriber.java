package bus.core;

import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.HandlerSnapshot;
import bus.api.Registration;
import bus.api.TopicMatcher;
import bus.api.spi.CompletingHandler;
import bus.api.spi.ObservedHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One handler, registered under its key: what topics hold to call, and users to end it. */
final class Subscriber extends RegistrationOrder.Member<Subscriber> implements Registration, ObservedHandler {

    /**
     * The place of a key in the order of registration. A handler that replaces another one under the same key takes its
     * place over, so that ending the key also ends the earlier handler for an emit that began with it.
     */
    static final class Slot {

        final long number;

        /** Of its handlers, each of which waits for the one before. */
        final Turns successions = new Turns();

        /**
         * Written by the thread that deregisters, before it swaps the arrays of the topics. A thread that deregisters
         * inside a handler sees its own write, which is all that the contract asks; volatile makes an emit under way on
         * another thread see it soon.
         */
        volatile boolean deregistered;

        /** Who has the place now; null after the key was deregistered. Written under the lock of the registry. */
        volatile @Nullable Subscriber current;

        Slot(long number) {
            this.number = number;
        }
    }

    final String key;
    final TopicMatcher<?> on;
    final Handler<Object> handler;
    final Slot slot;

    final Delivery<?> how;

    /** Null if the handler runs on the emitting thread. */
    final @Nullable Intake intake;

    /** Of a handler on emitting threads; null if they are not counted. */
    final @Nullable LongAdder delivered;

    final LongAdder failed = new LongAdder();
    final LongAdder skipped = new LongAdder();

    private final CallSite registeredAt;
    private final Registry registry;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** What begins when this one is done. Written before this one is told to leave. */
    @Nullable
    Intake successor;

    /** The payload type of every topic is checked against that of the matcher before a handler gets its events. */
    @SuppressWarnings("unchecked")
    Subscriber(
            String key,
            TopicMatcher<?> on,
            Delivery<?> how,
            Handler<?> handler,
            CallSite registeredAt,
            @Nullable Subscriber earlier,
            Slot slot,
            Registry registry) {
        this.key = key;
        this.on = on;
        this.how = how;
        this.handler = (Handler<Object>) handler;
        this.registeredAt = registeredAt;
        this.slot = slot;
        this.registry = registry;
        intake = how.isAsync() ? registry.mailboxes.open(this, earlier != null && earlier.intake != null) : null;
        delivered = registry.statistics ? new LongAdder() : null;
    }

    /** Tells whether an event needs no more than a call of the handler. */
    boolean isDirect() {
        return intake == null && delivered == null;
    }

    /** Returns the handler if it is done with an event when a stage completes, else null. */
    @Nullable
    CompletingHandler<Object> completing() {
        return handler instanceof CompletingHandler<Object> completing ? completing : null;
    }

    /** Ends it after it was deregistered or replaced; without the lock of the registry, as tasks may start. */
    void leave() {
        if (intake == null) {
            mailboxDone();
        } else {
            intake.leaveBus();
        }
    }

    /** Called once, when the last event is done. */
    void mailboxDone() {
        if (successor != null) {
            slot.successions.run(successor::release); // which may be done at once
            successor = null; // somebody may keep the registration for long
        }
        drained.complete(null); // on a thread that handles events, but nobody else depends on this future
    }

    /** Counts an event that it was not called with. */
    void skip() {
        if (intake == null) {
            skipped.increment();
        } else {
            intake.skip();
        }
    }

    /** Makes a failure of this handler, which still has to be reported and counted. */
    HandlerFailure failure(Event<?> event, Reason reason, Throwable cause) {
        return new HandlerFailure(event, key, reason, cause, registeredAt);
    }

    @Override
    public HandlerSnapshot snapshot() {
        if (intake != null) {
            return new HandlerSnapshot(key, on, how, true, intake.counts(), registeredAt);
        }
        long handled = delivered == null ? 0 : delivered.sum();
        long threw = failed.sum();
        long passed = skipped.sum();
        return new HandlerSnapshot(
                key,
                on,
                how,
                delivered != null,
                new HandlerCounts(handled + threw + passed, handled, threw, 0, 0, 0, passed, 0),
                registeredAt);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void close() {
        registry.deregister(this);
    }

    @Override
    public CompletableFuture<Void> drained() {
        return drained.isDone()
                ? CompletableFuture.completedFuture(null)
                : drained.thenRunAsync(() -> {}, registry.mailboxes.threads());
    }

    @Override
    public String toString() {
        return "Registration[" + key + ", " + on + ", " + how + "]";
    }
}
