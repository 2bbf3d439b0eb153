package bus.core;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What the task of a mailbox works on without the lock: some of the oldest events, which it claims one by one, and what
 * has become of them.
 *
 * <p>The events of a mailbox are numbered in their order. The number up to which they are claimed only grows, and
 * whoever moves it by one owns the event it stood at: the task, or, under the lock of the mailbox, who drops or
 * withdraws events. So each has one owner, and what waits is exactly what is not claimed. A batch is filled under the
 * lock by the task, which alone empties it.
 */
final class Batch {

    /** How room is waited for. */
    enum Demand {

        /** Nobody waits. */
        NONE,

        /** There is time until the end of the batch. */
        PATIENT,

        /** The next place is waited for. */
        URGENT
    }

    /** How many events are taken at once, so that a task and those who emit seldom want the lock at the same time. */
    static final int SIZE = 64;

    // The cells stand in the middle of an array, on cache lines that nothing else is on: the task writes them for each
    // event, and would else take the lines away from those who emit.
    static final int CLAIMED = 8;
    private static final int DELIVERED = 9;
    private static final int FAILED = 10;
    private static final int DEMAND = 11;
    private static final int CELLS = 24;

    final AtomicLongArray cells = new AtomicLongArray(CELLS);
    private final @Nullable Object[] events = new @Nullable Object[SIZE];

    /** The number of the first event. */
    private long first;

    private int size;

    /** Claims the oldest event for the task. Returns null if there is none in this batch. */
    @Nullable
    Object next() {
        while (true) {
            long number = claimed();
            long index = number - first;
            if (index >= size) {
                return null;
            }
            Object event = events[(int) index];
            if (claim(number)) {
                events[(int) index] = null;
                return event;
            }
        }
    }

    /** Tells whether all are claimed. */
    boolean isEmpty() {
        return claimed() - first >= size;
    }

    /** Takes the oldest events out of a queue, for the task, which has claimed all that were here. */
    void fill(ArrayDeque<Object> queue) {
        first = claimed();
        size = Math.min(SIZE, queue.size());
        for (int i = 0; i < size; i++) {
            events[i] = queue.pollFirst();
        }
    }

    /** Claims the oldest event for who drops it, here or in the queue behind. Returns null if there is none. */
    @Nullable
    Object withdraw(ArrayDeque<Object> queue) {
        while (true) {
            long number = claimed();
            long index = number - first; // may be any number where no batch is filled
            Object event = index < size ? events[(int) index] : queue.peekFirst();
            if (event == null && index >= size) {
                return null;
            }
            if (claim(number)) {
                if (index < size) {
                    events[(int) index] = null;
                } else {
                    queue.pollFirst();
                }
                return event;
            }
        }
    }

    /** Returns the number up to which events are claimed, which is how many ever were. */
    long claimed() {
        return cells.get(CLAIMED);
    }

    private boolean claim(long number) {
        return cells.compareAndSet(CLAIMED, number, number + 1);
    }

    /**
     * Notes how room is waited for. Who waits notes it before he looks whether there is any, and the task looks after
     * it has claimed an event: so one of them sees what the other did.
     */
    void demand(Demand demand) {
        cells.set(DEMAND, demand.ordinal());
    }

    boolean isRoomUrgent() {
        return cells.get(DEMAND) == Demand.URGENT.ordinal();
    }

    boolean isRoomWanted() {
        return cells.get(DEMAND) != Demand.NONE.ordinal();
    }

    /**
     * Counts an event that was handled. By the task, after the handler: who reads the count sees what the handler did.
     */
    void handled(boolean well) {
        int cell = well ? DELIVERED : FAILED;
        cells.setRelease(cell, cells.getPlain(cell) + 1);
    }

    long delivered() {
        return cells.getAcquire(DELIVERED);
    }

    long failed() {
        return cells.getAcquire(FAILED);
    }
}
