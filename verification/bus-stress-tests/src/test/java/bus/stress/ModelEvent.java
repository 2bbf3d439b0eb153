package bus.stress;

import org.jspecify.annotations.Nullable;

/** An event of the model, with the context it was emitted in and the emit that waits for it, if one does. */
record ModelEvent(
        String topic, int number, String context, @Nullable ModelTracker tracker) {

    void opened() {
        if (tracker != null) {
            tracker.opened();
        }
    }

    void failed(ModelMember member, Object reason) {
        if (tracker != null) {
            tracker.failed(member, reason);
        }
    }

    void done() {
        if (tracker != null) {
            tracker.done();
        }
    }
}
