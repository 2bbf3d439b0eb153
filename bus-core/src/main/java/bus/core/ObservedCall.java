package bus.core;

import bus.api.HandlerFailure;
import bus.api.spi.CallObserver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call of a handler that is observed: what each observer has given for it, as one. */
final class ObservedCall {

    /** One of an emit that is observed, which itself nobody wants to know of. */
    static final ObservedCall OF_NOBODY = new ObservedCall();

    /** Null if there is nobody to tell. */
    private final @Nullable Observers observers;

    /** With null for an observer that wants to know nothing of it, or has failed. */
    private final @Nullable CallObserver[] calls;

    private final long begin;

    private ObservedCall() {
        observers = null;
        calls = new CallObserver[0];
        begin = 0;
    }

    ObservedCall(Observers observers, @Nullable CallObserver[] calls) {
        this.observers = observers;
        this.calls = calls;
        begin = System.nanoTime();
    }

    void returned() {
        if (observers != null) {
            tell(observers, CallObserver::returned);
        }
    }

    void handled() {
        if (observers != null) {
            long nanos = System.nanoTime() - begin;
            tell(observers, call -> call.handled(nanos));
        }
    }

    void failed(HandlerFailure failure) {
        if (observers != null) {
            long nanos = System.nanoTime() - begin;
            tell(observers, call -> call.failed(failure, nanos));
        }
    }

    private void tell(Observers by, Consumer<CallObserver> message) {
        for (int i = 0; i < calls.length; i++) {
            CallObserver call = calls[i];
            if (call != null) {
                by.tell(i, call, message);
            }
        }
    }
}
