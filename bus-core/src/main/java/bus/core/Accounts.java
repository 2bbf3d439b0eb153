package bus.core;

import bus.api.HandlerCounts;
import bus.api.HandlerFailure.Reason;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.stream.LongStream;

/** What has become of every event that was offered to a mailbox. Guarded by the lock of the mailbox. */
final class Accounts {

    private final Backlog backlog;
    private final Batch batch;
    private final Condition settled;

    /** How many events came that were not taken in. */
    private long refused;

    /** How many were lost, by the ordinal of the reason. */
    private final long[] lost = new long[Reason.values().length];

    Accounts(Lock lock, Backlog backlog, Batch batch) {
        this.backlog = backlog;
        this.batch = batch;
        settled = lock.newCondition();
    }

    /** Counts an event that was offered and not taken in. */
    void refuse(Reason reason) {
        refused++;
        lose(reason);
    }

    /** Counts an event that was taken in, and lost. */
    void lose(Reason reason) {
        lost[reason.ordinal()]++;
    }

    long offered() {
        return backlog.added() + refused;
    }

    /** Returns how many wait or are being handled. */
    long pending() {
        return counts().pending();
    }

    HandlerCounts counts() {
        long delivered = batch.delivered();
        long failed = batch.failed();
        long never = lost[Reason.FAILED.ordinal()]; // failed before they were taken in
        return new HandlerCounts(
                offered(),
                delivered,
                failed + never,
                lost[Reason.DROPPED.ordinal()],
                lost[Reason.REJECTED.ordinal()],
                lost[Reason.UNDELIVERED.ordinal()],
                lost[Reason.SKIPPED.ordinal()],
                offered() - delivered - failed - LongStream.of(lost).sum());
    }

    /** Waits until nothing is pending, up to a limit. */
    void awaitSettled(long nanos) throws InterruptedException {
        long left = nanos;
        while (pending() > 0 && left > 0) {
            left = settled.awaitNanos(left);
        }
    }

    /** Wakes those who wait until nothing is pending, to look again. */
    void lookAgain() {
        settled.signalAll();
    }
}
