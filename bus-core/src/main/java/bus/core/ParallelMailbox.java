package bus.core;

import bus.api.HandlerFailure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox with several events under way at a time, or one that needs a permit for each event. It takes the lock for
 * each event, when it is taken out and when it is done.
 *
 * <p>With one task, each call of the handler happens-before the next as well, as it takes the lock in between.
 */
abstract class ParallelMailbox extends Mailbox {

    /** How many tasks there may be at a time, and how many events that are begun and not done. */
    record Bounds(int tasks, int events) {}

    private final Bounds bounds;
    private final @Nullable Permits permits;

    /** Whether it is held back by the mailbox that it replaces. */
    private boolean held;

    /** How many tasks are on their way. */
    private int coming;

    /** How many tasks run. */
    private int running;

    /** How many of them have taken an event, and have not come back from the handler. */
    int calling;

    /** How many events are begun and not done. */
    int underWay;

    /** The threads that run tasks at this moment. */
    private final Set<Thread> runners = new HashSet<>();

    /** How many places have become free since room was given to those who wait for it. */
    private int places;

    /** Whether it has to wait for a permit. */
    private boolean parked;

    /** Whether it has a permit that no event has used yet. */
    private boolean permitted;

    ParallelMailbox(
            long number,
            Subscriber subscriber,
            Mailboxes mailboxes,
            Runnable whenDone,
            boolean held,
            Bounds bounds,
            @Nullable Permits permits) {
        super(number, subscriber, mailboxes, whenDone);
        this.held = held;
        this.bounds = bounds;
        this.permits = permits;
    }

    // ---- Under the lock ----

    /**
     * As many tasks are started as there are events that can be begun, and not for those that a task will look for
     * anyway.
     */
    @Override
    boolean startsTask() {
        int looking = tasks() - calling;
        boolean starts = !held
                && !parked
                && tasks() < bounds.tasks
                && looking < backlog.waiting()
                && underWay + looking < bounds.events;
        if (starts) {
            coming++;
        }
        return starts;
    }

    private int tasks() {
        return coming + running;
    }

    /** Not for each event, as those who wait until it is at rest would wake for each. */
    final void tellAtRest() {
        if (underWay == 0 && backlog.waiting() == 0) {
            accounts.lookAgain();
        }
    }

    private int startTasks() {
        int starting = 0;
        while (startsTask()) {
            starting++;
        }
        return starting;
    }

    @Override
    boolean isAtWork() {
        return held || tasks() > 0 || underWay > 0 || backlog.waiting() > 0; // events may wait for a permit alone
    }

    @Override
    boolean isTaskOf(Thread thread) {
        return runners.contains(thread);
    }

    @Override
    void interruptTasks() {
        runners.forEach(Thread::interrupt);
    }

    @Override
    boolean taskRefused() {
        coming -= coming > 0 ? 1 : 0; // an executor may throw after it has run the task
        return tasks() == 0 && underWay == 0; // else a task is started when one of them is done
    }

    private @Nullable Object take() {
        lock.lock();
        try {
            if (underWay == bounds.events || backlog.waiting() == 0 || !takePermit()) {
                return null;
            }
            calling++;
            underWay++;
            Object entry = backlog.withdraw();
            giveRoom();
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Seldom, as to wake a thread costs more than an event; see {@link Room}. */
    private void giveRoom() {
        places++;
        if (!batch.isRoomWanted()) {
            places = 0;
        } else if (batch.isRoomUrgent() || places >= Batch.SIZE || backlog.waiting() == 0) {
            room.give(places);
            places = 0;
        }
    }

    private boolean takePermit() {
        if (permits == null || permitted) {
            permitted = false;
            return true;
        }
        parked = !permits.take(this::resume);
        return !parked;
    }

    // ---- Without the lock ----

    /** Called when there is a permit again, which is taken for this mailbox. */
    private void resume() {
        int starting;
        lock.lock();
        try {
            parked = false;
            permitted = true;
            starting = startTasks();
        } finally {
            lock.unlock();
        }
        goOn(starting, false);
    }

    /** A permit is not kept while nothing waits, as others may wait for it. */
    @Override
    void giveBackUnused() {
        boolean unused;
        lock.lock();
        try {
            unused = permitted && backlog.waiting() == 0;
            permitted &= !unused;
        } finally {
            lock.unlock();
        }
        if (unused && permits != null) {
            permits.giveBack();
        }
    }

    @Override
    public void release() {
        int starting;
        boolean last;
        lock.lock();
        try {
            held = false;
            starting = startTasks();
            last = finish();
        } finally {
            lock.unlock();
        }
        goOn(starting, last);
    }

    @Override
    public void run() {
        boolean interrupted = false;
        boolean another;
        do {
            boolean well = false;
            boolean outermost = begin();
            Object before = mailboxes.nesting().enterHandler();
            try {
                interrupted |= handleSome();
                well = true;
            } finally {
                mailboxes.nesting().leaveHandler(before);
                another = end(outermost, well);
                if (ownThreads) {
                    Thread.interrupted(); // nobody interrupts it for this task any more
                } else if (interrupted && !another) {
                    Thread.currentThread().interrupt();
                }
            }
        } while (another);
    }

    /** Handles what it gets, or as much as one task may. Returns whether a handler has set the interrupt flag. */
    private boolean handleSome() {
        boolean interrupted = false;
        int left = ownThreads ? Integer.MAX_VALUE : Batch.SIZE; // an executor may have other tasks
        for (Object entry = take(); entry != null; entry = left > 0 ? take() : null) {
            handle(entry);
            interrupted |= Thread.interrupted();
            left--;
        }
        return interrupted;
    }

    /** Returns whether this thread runs no other task of this mailbox, in which an executor has put this one. */
    private boolean begin() {
        lock.lock();
        try {
            coming -= coming > 0 ? 1 : 0; // it may have been counted out, by an executor that throws and runs it
            running++;
            return runners.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Calls the handler with an event, and sees to it that the event is told as done, now or later. Without the lock.
     */
    abstract void handle(Object entry);

    /** Counts an event as done, whose handler comes back at this moment or has come back before. */
    final void done(Object entry, @Nullable HandlerFailure failure, boolean called) {
        int starting;
        boolean last;
        lock.lock();
        try {
            calling -= called ? 1 : 0;
            underWay--;
            batch.handled(failure == null);
            starting = startTasks();
            last = finish();
            tellAtRest();
        } finally {
            lock.unlock();
        }
        try {
            Parcel.tell(entry, subscriber, failure);
        } finally { // also without a thread for the future of a tracked emit
            if (permits != null) {
                permits.done();
            }
            goOn(starting, last);
        }
    }

    /** Ends a task. Returns whether this thread is to run the next one, if it may. */
    private boolean end(boolean outermost, boolean mayGoOn) {
        int starting;
        boolean last;
        lock.lock();
        try {
            if (outermost) {
                runners.remove(Thread.currentThread());
            }
            running--;
            starting = startTasks();
            last = finish();
        } finally {
            lock.unlock();
        }
        boolean another = mayGoOn && starting > 0 && starter.startNext();
        goOn(mayGoOn && starting > 0 ? starting - 1 : starting, last);
        return another;
    }

    private void goOn(int starting, boolean last) {
        for (int i = 0; i < starting; i++) {
            starter.start();
        }
        tellIfDone(last);
    }
}
