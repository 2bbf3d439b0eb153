package bus.core;

import bus.api.ContextCarrier.Captured;
import bus.api.ContextCarrier.Scope;
import bus.api.Event;
import bus.api.HandlerFailure;
import org.jspecify.annotations.Nullable;

/**
 * An event with what goes with it into mailboxes: the emit that waits for it, the context that it was emitted in, and
 * who observes it. An event with none of them stands for itself in a mailbox, so that it needs no other object: an
 * entry is an event or a parcel.
 */
record Parcel(
        EmittedEvent<?> event,
        @Nullable Tracker<?> tracker,
        @Nullable Captured context,
        @Nullable ObservedEmit observed) {

    private static final Scope UNCHANGED = () -> {};

    static Object entry(
            EmittedEvent<?> event,
            @Nullable Tracker<?> tracker,
            @Nullable Captured context,
            @Nullable ObservedEmit observed) {
        return tracker == null && context == null && observed == null
                ? event
                : new Parcel(event, tracker, context, observed);
    }

    static EmittedEvent<?> event(Object entry) {
        return entry instanceof Parcel parcel ? parcel.event : (EmittedEvent<?>) entry;
    }

    @SuppressWarnings("unchecked") // the payload was checked, and every handler expects a supertype of it
    static Event<Object> typed(Object entry) {
        return (Event<Object>) event(entry);
    }

    /** Restores the context in which an event was emitted, until the scope is closed. */
    static Scope restore(Object entry) {
        return entry instanceof Parcel parcel && parcel.context != null ? parcel.context.restore() : UNCHANGED;
    }

    /** Returns who observes the emit of an entry, if anybody does. */
    static @Nullable ObservedEmit observed(Object entry) {
        return entry instanceof Parcel parcel ? parcel.observed : null;
    }

    /** Tells the emit that waits for an entry, if one does, that a handler is about to have it. */
    static void opened(Object entry) {
        if (entry instanceof Parcel parcel && parcel.tracker != null) {
            parcel.tracker.opened();
        }
    }

    /** Tells the emit that waits for an entry, if one does, that this handler is done with it. */
    static void tell(Object entry, Subscriber subscriber, @Nullable HandlerFailure failure) {
        if (entry instanceof Parcel parcel && parcel.tracker != null) {
            if (failure != null) {
                parcel.tracker.failed(subscriber, failure);
            }
            parcel.tracker.done();
        }
    }
}
