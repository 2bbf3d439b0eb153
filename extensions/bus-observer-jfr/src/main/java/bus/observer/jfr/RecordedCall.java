package bus.observer.jfr;

import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.spi.CallObserver;
import bus.api.spi.ObservedHandler;

/** A call of a handler that is recorded, until the handler is done with the event. */
final class RecordedCall implements CallObserver {

    private final Event<?> event;
    private final ObservedHandler handler;
    private final HandlingEvent handling = new HandlingEvent();

    /** Knows how many nanoseconds the event has waited for this call. */
    RecordedCall(Event<?> event, ObservedHandler handler, long waited) {
        this.event = event;
        this.handler = handler;
        handling.waited = waited;
        handling.begin();
    }

    @Override
    public void handled(long nanos) {
        handling.ended(event, handler.key(), "handled");
    }

    @Override
    public void failed(HandlerFailure failure, long nanos) {
        handling.ended(event, handler.key(), "failed");
        RecordedFailures.INSTANCE.failed(failure, nanos);
    }
}
