package bus.core;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait in a mailbox, the oldest first: those of the batch, and the queue behind them. Guarded by the
 * lock of the mailbox. What emitting threads change for each event stands here, apart from what the task works on.
 */
final class Backlog {

    /** How large a queue may have become and is still kept when it is empty. */
    private static final int KEPT = 1_024;

    private final int capacity;
    private final Batch batch;
    private ArrayDeque<Object> queue = new ArrayDeque<>();

    /** How many events were ever added. */
    private long added;

    /** As many events can be added before one must look again how many were claimed. */
    private long limit;

    /** Whether the queue was larger than what is kept. */
    private boolean grown;

    Backlog(int capacity, Batch batch) {
        this.capacity = capacity;
        this.batch = batch;
        limit = capacity;
    }

    boolean isFull() {
        if (added >= limit) {
            limit = batch.claimed() + capacity;
        }
        return added >= limit;
    }

    void add(Object entry) {
        queue.addLast(entry);
        added++;
    }

    long added() {
        return added;
    }

    /** Returns how many wait. The task may claim some meanwhile. */
    long waiting() {
        return added - batch.claimed();
    }

    /** Takes the oldest out. Returns null if none waits. */
    @Nullable
    Object withdraw() {
        return batch.withdraw(queue);
    }

    /** Fills the batch, which is empty. */
    void fillBatch() {
        grown |= queue.size() > KEPT;
        batch.fill(queue);
        if (grown && queue.isEmpty()) {
            grown = false;
            queue = new ArrayDeque<>();
        }
    }
}
