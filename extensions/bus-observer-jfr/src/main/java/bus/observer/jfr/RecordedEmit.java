package bus.observer.jfr;

import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import org.jspecify.annotations.Nullable;

/** An emit that is recorded. Ids are read where an event is written alone, as it costs to render one. */
final class RecordedEmit implements EmitObserver {

    private final Event<?> event;
    private final long emittedAt = System.nanoTime();

    /** Null if it is not wanted, or is written. */
    private @Nullable EmissionEvent emission;

    RecordedEmit(Event<?> event) {
        this.event = event;
        if (Wanted.emission()) {
            emission = new EmissionEvent();
            emission.begin();
        }
    }

    @Override
    public void unhandled() {
        if (Wanted.unhandled()) {
            new UnhandledEvent().commitAbout(event);
        }
    }

    @Override
    public CallObserver calling(ObservedHandler handler) {
        return Wanted.handling()
                ? new RecordedCall(event, handler, System.nanoTime() - emittedAt)
                : RecordedFailures.INSTANCE;
    }

    @Override
    public void lost(ObservedHandler handler, HandlerFailure failure) {
        if (Wanted.drop()) {
            DropEvent.write(failure);
        }
    }

    @Override
    public void ended() {
        EmissionEvent written = emission;
        if (written != null) {
            emission = null; // mailboxes keep the rest of this for as long as they have the event
            written.ended(event);
        }
    }
}
