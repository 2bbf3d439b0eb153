package bus.stress;

import bus.api.HandlerFailure.Reason;
import java.util.List;

/** A mailbox of the model that one task empties, batch by batch. */
final class ModelOrderedMailbox extends ModelMailbox {

    private boolean busy;
    private int batch;

    ModelOrderedMailbox(ModelMember member, ModelBus bus, boolean held) {
        super(member, bus);
        busy = held;
    }

    @Override
    void startTask() {
        if (!busy) {
            busy = true;
            give();
        }
    }

    @Override
    boolean isAtWork() {
        return busy;
    }

    @Override
    void oldestDropped() {
        batch = Math.max(0, batch - 1);
    }

    @Override
    boolean refused() {
        busy = false;
        return true;
    }

    @Override
    void emptied() {}

    @Override
    List<ModelEvent> abandon() {
        return List.of();
    }

    @Override
    void release() {
        busy = false;
        if (waiting.isEmpty()) {
            finish();
        } else {
            startTask();
        }
    }

    @Override
    void run() {
        batch = Math.min(BATCH, waiting.size());
        while (batch > 0) {
            batch--;
            ModelEvent event = waiting.removeFirst();
            if (bus.handles(member, event)) {
                member.delivered();
                event.done();
            } else {
                member.lose(event, Reason.FAILED);
            }
        }
        release();
    }
}
