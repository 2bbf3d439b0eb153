package bus.core;

import bus.api.ContextCarrier.Scope;
import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An emit that is observed: what each observer has given for it, as one. Goes with the event into mailboxes. */
final class ObservedEmit {

    private final Observers observers;

    /** With null for an observer that wants to know nothing of it, or has failed. */
    private final @Nullable EmitObserver[] emits;

    private final Event<?> event;

    ObservedEmit(Observers observers, @Nullable EmitObserver[] emits, Event<?> event) {
        this.observers = observers;
        this.emits = emits;
        this.event = event;
    }

    /**
     * Calls a handler with the entry that goes with this emit, in the context in which it was emitted, and throws what
     * it throws.
     */
    @SuppressWarnings("try") // the scope is there to be closed
    void call(Subscriber subscriber, Object entry) throws Exception {
        ObservedCall call = null;
        try {
            try (Scope context = Parcel.restore(entry)) {
                call = calling(subscriber);
                try {
                    subscriber.handler.handle(Parcel.typed(entry));
                } finally {
                    call.returned();
                }
            }
        } catch (Throwable thrown) {
            end(subscriber, call, subscriber.failure(event, Reason.FAILED, thrown));
            throw thrown;
        }
        call.handled();
    }

    ObservedCall calling(Subscriber subscriber) {
        @Nullable CallObserver[] calls = null;
        for (int i = 0; i < emits.length; i++) {
            EmitObserver emit = emits[i];
            CallObserver call = emit == null ? null : observers.ask(i, emit, it -> it.calling(subscriber));
            if (call != null && call != CallObserver.none()) {
                calls = calls == null ? new CallObserver[emits.length] : calls;
                calls[i] = call;
            }
        }
        return calls == null ? ObservedCall.OF_NOBODY : new ObservedCall(observers, calls);
    }

    /** Tells of an event with which a handler has failed, or which it is not called with. */
    void end(Subscriber subscriber, @Nullable ObservedCall call, HandlerFailure failure) {
        if (call == null) {
            tell(emit -> emit.lost(subscriber, failure));
        } else {
            call.failed(failure);
        }
    }

    void unhandled() {
        tell(EmitObserver::unhandled);
    }

    void ended() {
        tell(EmitObserver::ended);
    }

    private void tell(Consumer<EmitObserver> message) {
        for (int i = 0; i < emits.length; i++) {
            EmitObserver emit = emits[i];
            if (emit != null) {
                observers.tell(i, emit, message);
            }
        }
    }
}
