package bus.core;

import bus.core.Batch.Demand;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets emitting threads wait for room in a mailbox. Guarded by the lock of the mailbox. */
final class Room {

    /**
     * How many nanoseconds who waits leaves it to the end of a batch to be woken: to wake a thread for each place costs
     * a fast handler far more than the event. After that he wants the next place, as the handler may stall in the
     * middle of a batch.
     */
    private static final long PATIENCE = 1_000_000;

    private final ReentrantLock lock;
    private final Condition given;
    private final Batch batch;

    Room(ReentrantLock lock, Batch batch) {
        this.lock = lock;
        this.batch = batch;
        given = lock.newCondition();
    }

    /** Waits until it is no longer to wait, and returns whether that came within the time. */
    boolean await(long nanos, BooleanSupplier noLonger) throws InterruptedException {
        long left = nanos;
        boolean urgent = false;
        while (true) {
            if (urgent || !batch.isRoomWanted()) {
                batch.demand(urgent ? Demand.URGENT : Demand.PATIENT); // before the look that follows
            }
            if (noLonger.getAsBoolean()) {
                return true;
            }
            if (left <= 0) {
                return false;
            }
            long patience = urgent ? left : Math.min(left, PATIENCE);
            long unused = given.awaitNanos(patience);
            left -= patience - unused;
            urgent |= unused <= 0;
        }
    }

    /** Wakes those who wait, as many as there are places. */
    void give(int places) {
        for (int i = 0; i < places && lock.hasWaiters(given); i++) {
            given.signal();
        }
        if (!lock.hasWaiters(given)) {
            batch.demand(Demand.NONE);
        }
    }

    /** Wakes all who wait, as there is something else for them to see than room. */
    void giveUp() {
        given.signalAll();
    }
}
