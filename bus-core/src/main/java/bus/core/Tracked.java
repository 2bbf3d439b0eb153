package bus.core;

import bus.api.HandlerFailure;
import org.jspecify.annotations.Nullable;

/** An entry of a mailbox whose emit waits for it. Other entries are the events themselves, so that they need no other object. */
record Tracked(EmittedEvent<?> event, Tracker<?> tracker) {

    static Object entry(EmittedEvent<?> event, @Nullable Tracker<?> tracker) {
        return tracker == null ? event : new Tracked(event, tracker);
    }

    static EmittedEvent<?> event(Object entry) {
        return entry instanceof Tracked tracked ? tracked.event : (EmittedEvent<?>) entry;
    }

    /** Tells the emit that waits for an entry, if one does, that this handler is done with it. */
    static void tell(Object entry, Subscriber subscriber, @Nullable HandlerFailure failure) {
        if (entry instanceof Tracked tracked) {
            if (failure != null) {
                tracked.tracker.failed(subscriber, failure);
            }
            tracked.tracker.done();
        }
    }
}
