package bus.stress;

import java.util.ArrayDeque;
import java.util.Deque;

/** The executor of the model: which mailboxes it has tasks of, the oldest first, and whether it refuses the next. */
final class ModelExecutor {

    private final Deque<ModelMailbox> tasks = new ArrayDeque<>();
    private int refused;

    void refuse(int next) {
        refused = next;
    }

    /** Returns whether it takes a task. */
    boolean takes(ModelMailbox mailbox) {
        if (refused > 0) {
            refused--;
            return false;
        }
        tasks.addLast(mailbox);
        return true;
    }

    void run() {
        ModelMailbox mailbox = tasks.pollFirst();
        if (mailbox != null) {
            mailbox.run();
        }
    }

    int waiting() {
        return tasks.size();
    }
}
