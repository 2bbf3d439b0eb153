package bus.core;

import bus.api.HandlerFailure;
import bus.core.Losses.Loss;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox whose handler gets one event at a time, in their order: one task takes them out in batches, so that it
 * seldom wants the lock.
 *
 * <p>A task releases the lock when it ends, and the next one takes it before it begins: this is the happens-before edge
 * from one call of a handler to the next.
 */
final class OrderedMailbox extends Mailbox {

    /** After how many events a task on a thread of ours does not end at once when none waits. */
    private static final int DENSE = 16;

    /**
     * How many nanoseconds it rests then. To start a task costs the emitting thread far more than the emit; and a task
     * that waits for each event wants the lock for each event. Decision 0009 has the figures.
     */
    private static final long NAP = 20_000;

    /** Whether a task is on its way or runs, or is held back. While it is so, nobody starts another. */
    private boolean busy;

    /** The thread that runs the task at this moment. */
    private @Nullable Thread runner;

    /** Whether the handler has set the interrupt flag. Of the task alone. */
    private boolean handlerInterrupted;

    OrderedMailbox(long number, Subscriber subscriber, Mailboxes mailboxes, Runnable whenDone, boolean held) {
        super(number, subscriber, mailboxes, whenDone);
        busy = held;
    }

    @Override
    boolean startsTask() {
        boolean starts = !busy;
        busy = true;
        return starts;
    }

    @Override
    boolean isAtWork() {
        return busy;
    }

    @Override
    boolean isTaskOf(Thread thread) {
        return runner == thread;
    }

    @Override
    void interruptTasks() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    @Override
    List<Loss> abandon() {
        return List.of(); // the handler that was begun is being called
    }

    @Override
    boolean taskRefused() {
        busy = false;
        return true;
    }

    @Override
    void giveBackUnused() {}

    @Override
    public void release() {
        end(false);
    }

    @Override
    public void run() {
        boolean interrupted = false;
        boolean another;
        do {
            boolean well = false;
            Object before = mailboxes.nesting().enterHandler();
            try {
                if (ownThreads) {
                    handleAll();
                } else {
                    handleBatch(); // the executor may have other tasks
                }
                well = true;
            } finally {
                mailboxes.nesting().leaveHandler(before);
                interrupted |= handlerInterrupted;
                handlerInterrupted = false;
                another = end(well);
                if (ownThreads) {
                    Thread.interrupted(); // nobody interrupts it for this task any more
                } else if (interrupted && !another) {
                    Thread.currentThread().interrupt();
                }
            }
        } while (another);
    }

    private void handleAll() {
        int handled = 0;
        while (true) {
            int batch = handleBatch();
            handled += batch;
            if (batch == 0) {
                if (handled < DENSE) {
                    return;
                }
                handled = 0;
                LockSupport.parkNanos(NAP);
            }
        }
    }

    /** Handles what is in the batch, or else what waits and fits into it, and returns how many events that were. */
    private int handleBatch() {
        int handled = 0;
        if (fillBatch()) {
            for (Object entry = batch.next(); entry != null; entry = batch.next()) {
                if (batch.isRoomUrgent()) {
                    giveRoom();
                }
                handle(entry);
                handled++;
                handlerInterrupted |= Thread.interrupted();
            }
        }
        return handled;
    }

    /** Fills the batch, unless an error of the virtual machine ended a task before it was empty. */
    private boolean fillBatch() {
        lock.lock();
        try {
            runner = Thread.currentThread();
            if (batch.isEmpty()) {
                if (batch.isRoomWanted()) {
                    room.give(Batch.SIZE);
                }
                backlog.fillBatch();
            }
            return !batch.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void giveRoom() {
        lock.lock();
        try {
            room.give(1);
        } finally {
            lock.unlock();
        }
    }

    private void handle(Object entry) {
        boolean well = false;
        HandlerFailure failure = null;
        try {
            call(entry);
            well = true;
        } catch (Throwable thrown) {
            failure = failed(entry, thrown);
        } finally {
            batch.handled(well);
            Parcel.tell(entry, subscriber, failure);
        }
    }

    /**
     * Ends the task: starts another one if events wait, tells those who wait for it to be at rest if not. Returns
     * whether this thread is to run the next one, if it may.
     */
    private boolean end(boolean mayGoOn) {
        boolean again;
        boolean last = false;
        lock.lock();
        try {
            runner = null;
            again = backlog.waiting() > 0;
            if (!again) {
                busy = false;
                last = finish();
                accounts.lookAgain();
            }
        } finally {
            lock.unlock();
        }
        boolean another = again && mayGoOn && starter.startNext();
        if (again && !mayGoOn) {
            starter.start();
        }
        tellIfDone(last);
        return another;
    }
}
