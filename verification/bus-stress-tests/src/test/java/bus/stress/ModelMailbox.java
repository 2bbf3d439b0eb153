package bus.stress;

import bus.api.HandlerFailure.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A mailbox of the model: takes events in, loses them, and ends. */
abstract class ModelMailbox {

    /** What a task handles at most before it stands at the end of the queue of tasks again. */
    static final int BATCH = 64;

    final ModelMember member;
    final ModelBus bus;
    final Deque<ModelEvent> waiting = new ArrayDeque<>();

    private boolean open = true;
    private boolean done;

    ModelMailbox(ModelMember member, ModelBus bus) {
        this.member = member;
        this.bus = bus;
    }

    /** Gives the executor a task if one is missing, as an event has come. */
    abstract void startTask();

    abstract boolean isAtWork();

    /** Told that the oldest event is dropped. */
    abstract void oldestDropped();

    /** Told that the executor has refused a task. Returns whether nobody is left to handle what waits. */
    abstract boolean refused();

    /** Told that events which waited have been lost. */
    abstract void emptied();

    /** Begins, after the mailbox that it replaces. */
    abstract void release();

    /** Takes back what was begun and is not done. */
    abstract List<ModelEvent> abandon();

    abstract void run();

    boolean isOpen() {
        return open;
    }

    void offer(ModelEvent event) {
        member.offered();
        event.opened();
        if (waiting.size() < member.how.mode().capacity()) {
            add(event);
            return;
        }
        switch (member.how.mode().overflow().kind()) {
            case DROP_OLDEST -> {
                ModelEvent oldest = waiting.removeFirst();
                oldestDropped();
                add(event);
                member.lose(oldest, Reason.DROPPED);
            }
            case DROP_NEWEST -> member.lose(event, Reason.DROPPED);
            case FAIL, BLOCK -> member.lose(event, Reason.REJECTED);
        }
    }

    private void add(ModelEvent event) {
        waiting.addLast(event);
        startTask();
    }

    void give() {
        if (!bus.executor.takes(this)) {
            if (refused()) {
                loseAllThatWait(Reason.REJECTED);
            }
            emptied();
            finish();
        }
    }

    private void loseAllThatWait(Reason reason) {
        while (!waiting.isEmpty()) {
            member.lose(waiting.removeFirst(), reason);
        }
    }

    void leave() {
        open = false;
        finish();
    }

    /** Ends it, and returns how many events it had. */
    int shut() {
        List<ModelEvent> begun = abandon();
        int lost = begun.size() + waiting.size();
        begun.forEach(event -> member.lose(event, Reason.UNDELIVERED));
        loseAllThatWait(Reason.UNDELIVERED);
        leave();
        return lost;
    }

    void finish() {
        if (!open && !done && !isAtWork()) {
            done = true;
            member.laneDone();
        }
    }
}
