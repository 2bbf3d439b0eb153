package bus.core;

import bus.api.Delivery;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.Overflow;
import bus.core.Losses.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of one asynchronous handler, and the task that empties it, one event at a time.
 *
 * <p>Everything that changes is guarded by one lock, but for what the task does between two batches. The lock is never held
 * while a handler, an error handler or an executor runs. An offer releases it after what the emitting thread did, and the task
 * takes it before the batch with the event; a task releases it when it ends, and the next one takes it before it begins. These
 * are the happens-before edges from an emit to its handler, and from one call of a handler to the next.
 */
final class Mailbox implements Runnable {

    /** After how many events a task on a thread of ours does not end at once when none waits. */
    private static final int DENSE = 16;

    /**
     * How many nanoseconds it rests then. To start a task costs the emitting thread far more than the emit; and a task that waits
     * for each event wants the lock for each event. Decision 0009 has the figures.
     */
    private static final long NAP = 20_000;

    /** Its place among the mailboxes of its bus. */
    final long number;

    private final Subscriber subscriber;
    private final Handler<Object> handler;
    private final Overflow overflow;
    private final Mailboxes mailboxes;
    private final Executor executor;
    private final boolean ownThreads;

    private final ReentrantLock lock = new ReentrantLock();
    private final Batch batch = new Batch();
    private final Backlog backlog;
    private final Room room = new Room(lock, batch);
    private final Accounts accounts;
    private final Losses losses;

    /** Whether a task is on its way or runs, or is held back. While it is so, nobody starts another. */
    private boolean busy;

    /** The thread that runs the task at this moment. */
    private @Nullable Thread runner;

    /** Whether the handler has set the interrupt flag. Of the task alone. */
    private boolean handlerInterrupted;

    /** Whether it takes events: not after it was deregistered, replaced or shut. */
    private boolean open = true;

    /** Whether the bus has closed it for good. */
    private boolean shut;

    /** Whether it was told that it will never have an event again. */
    private boolean done;

    Mailbox(long number, Subscriber subscriber, Delivery<?> how, Mailboxes mailboxes, boolean held) {
        this.number = number;
        this.subscriber = subscriber;
        this.mailboxes = mailboxes;
        handler = subscriber.handler;
        busy = held;
        overflow = how.overflow();
        backlog = new Backlog(how.capacity(), batch);
        accounts = new Accounts(lock, backlog, batch);
        losses = new Losses(subscriber, mailboxes.reporter());
        ownThreads = how.executor().isEmpty();
        executor = how.executor().orElse(mailboxes.threads());
    }

    // ---- The emitting thread ----

    /** Takes an event, or reports its loss. Returns false if the handler has left: somebody else may get the event. */
    boolean offer(EmittedEvent<?> event, @Nullable Tracker<?> tracker) {
        Object entry = Tracked.entry(event, tracker);
        Loss loss = null;
        boolean interrupted = false;
        boolean start = false;
        boolean left;
        lock.lock();
        try {
            if (open && backlog.isFull()) {
                try {
                    loss = makeRoom(entry);
                } catch (InterruptedException e) {
                    interrupted = true;
                    loss = losses.full(entry, Reason.REJECTED, "the emitting thread was interrupted while it waited");
                }
            }
            if (shut) { // perhaps while this thread waited
                loss = losses.closed(entry, Reason.REJECTED);
            }
            left = !open && !shut;
            if (!left) {
                start = take(entry, tracker, loss);
            }
        } finally {
            lock.unlock();
        }
        if (start) {
            start();
        }
        if (loss != null && !left) {
            losses.tell(loss);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !left;
    }

    /** Takes an entry in, unless it is the one that is lost, and returns whether a task has to be started. */
    private boolean take(Object entry, @Nullable Tracker<?> tracker, @Nullable Loss loss) {
        if (tracker != null) {
            tracker.opened();
        }
        if (loss != null && loss.entry() == entry) {
            accounts.refuse(loss.reason());
            return false;
        }
        if (loss != null) {
            accounts.lose(loss.reason());
        }
        backlog.add(entry);
        boolean start = !busy;
        busy = true;
        return start;
    }

    /** Does what the policy says. Returns what is lost so; null if there is room. */
    private @Nullable Loss makeRoom(Object entry) throws InterruptedException {
        return switch (overflow.kind()) {
            case BLOCK -> awaitRoom(entry);
            case FAIL -> losses.full(entry, Reason.REJECTED, "it does not wait for room");
            case DROP_NEWEST -> losses.full(entry, Reason.DROPPED, "the newest event is dropped");
            case DROP_OLDEST -> {
                Object oldest = backlog.withdraw();
                yield oldest == null ? null : losses.full(oldest, Reason.DROPPED, "the oldest event is dropped");
            }
        };
    }

    private @Nullable Loss awaitRoom(Object entry) throws InterruptedException {
        if (runner == Thread.currentThread()) {
            String circle = subscriber.key + " > " + subscriber.key;
            return losses.full(
                    entry, Reason.REJECTED, "the handler waits for its own mailbox, in the circle " + circle);
        }
        return room.await(overflow.limit().toNanos(), () -> !open || !backlog.isFull())
                ? null
                : losses.full(entry, Reason.REJECTED, "there was no room within " + overflow.limit());
    }

    /** Counts an event that reached a handler which had left and has no other in its place. */
    void skip() {
        lock.lock();
        try {
            accounts.refuse(Reason.SKIPPED);
        } finally {
            lock.unlock();
        }
    }

    /** Without the lock: an executor may run the task at once. One that refuses it loses what waits. */
    private void start() {
        try {
            executor.execute(this);
        } catch (RuntimeException | OutOfMemoryError e) {
            List<Loss> refusedByExecutor;
            lock.lock();
            try {
                refusedByExecutor = withdraw(entry -> new Loss(entry, Reason.REJECTED, e));
            } finally {
                lock.unlock();
            }
            refusedByExecutor.forEach(losses::tell);
            end();
        }
    }

    /** Takes out all that wait. */
    private List<Loss> withdraw(Function<Object, Loss> lost) {
        List<Loss> withdrawn = new ArrayList<>();
        for (Object entry = backlog.withdraw(); entry != null; entry = backlog.withdraw()) {
            Loss loss = lost.apply(entry);
            accounts.lose(loss.reason());
            withdrawn.add(loss);
        }
        room.giveUp();
        accounts.lookAgain();
        return withdrawn;
    }

    // ---- The task ----

    @Override
    public void run() {
        Object before = mailboxes.nesting().enterHandler();
        try {
            if (ownThreads) {
                handleAll();
            } else {
                handleBatch(); // the executor may have other tasks
            }
        } finally {
            mailboxes.nesting().leaveHandler(before);
            boolean interrupted = handlerInterrupted;
            handlerInterrupted = false;
            end();
            if (ownThreads) {
                Thread.interrupted(); // nobody interrupts it for this task any more
            } else if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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

    @SuppressWarnings("unchecked") // the payload was checked, and every handler expects a supertype of it
    private void handle(Object entry) {
        EmittedEvent<?> event = Tracked.event(entry);
        boolean well = false;
        HandlerFailure failure = null;
        try {
            handler.handle((Event<Object>) event);
            well = true;
        } catch (Throwable thrown) {
            boolean interrupted = Thread.interrupted() | thrown instanceof InterruptedException;
            failure = new HandlerFailure(event, subscriber.key, Reason.FAILED, thrown);
            mailboxes.reporter().report(failure);
            if (interrupted) {
                Thread.currentThread().interrupt(); // for the task, which takes it away before the next event
            }
        } finally {
            batch.handled(well);
            Tracked.tell(entry, subscriber, failure);
        }
    }

    /** Ends the task: starts another one if events wait, tells those who wait for it to be at rest if not. */
    private void end() {
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
        if (again) {
            start();
        }
        tellIfDone(last);
    }

    private boolean finish() {
        if (open || busy || done) {
            return false;
        }
        done = true;
        return true;
    }

    /** Without the lock: the mailbox that takes its place may begin. */
    private void tellIfDone(boolean last) {
        if (last) {
            mailboxes.done(this);
            subscriber.mailboxDone();
        }
    }

    // ---- Registration and closing ----

    /** Lets a mailbox begin that was held back by the one it replaces. */
    void release() {
        end();
    }

    /** Takes no further events; those it has are still handled. */
    void leaveBus() {
        boolean last;
        lock.lock();
        try {
            open = false;
            room.giveUp(); // for who waits may go to the mailbox that takes its place
            last = finish();
        } finally {
            lock.unlock();
        }
        tellIfDone(last);
    }

    /** Closes it for good if it is at rest, and returns whether it was. */
    boolean shutAtRest() {
        boolean last;
        lock.lock();
        try {
            if (accounts.pending() > 0) {
                return false;
            }
            last = close();
        } finally {
            lock.unlock();
        }
        tellIfDone(last);
        return true;
    }

    /** Closes it for good. Counts what was not delivered by its key, and returns whether a handler has not come back. */
    boolean shut(Map<String, Long> undelivered) {
        List<Loss> withdrawn;
        boolean running;
        boolean last;
        lock.lock();
        try {
            withdrawn = withdraw(entry -> losses.closed(entry, Reason.UNDELIVERED));
            last = close();
            running = accounts.pending() > 0;
            if (running && ownThreads && runner != null) {
                runner.interrupt();
            }
        } finally {
            lock.unlock();
        }
        withdrawn.forEach(losses::tell);
        countWaiting(withdrawn.size(), undelivered);
        tellIfDone(last);
        return running;
    }

    private boolean close() {
        shut = true;
        open = false;
        room.giveUp();
        return finish();
    }

    /** Counts what waits by its key, and returns whether a handler has not come back. */
    boolean unfinished(Map<String, Long> waiting) {
        lock.lock();
        try {
            long events = backlog.waiting();
            countWaiting(events, waiting);
            return accounts.pending() > events;
        } finally {
            lock.unlock();
        }
    }

    private void countWaiting(long events, Map<String, Long> counts) {
        if (events > 0) {
            counts.merge(subscriber.key, events, Long::sum);
        }
    }

    /** Returns how many events it was offered if all are done with, else -1. */
    long restingSince() {
        lock.lock();
        try {
            return accounts.pending() == 0 ? accounts.offered() : -1;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is at rest, up to a limit. */
    void awaitRest(long nanos) throws InterruptedException {
        lock.lock();
        try {
            accounts.awaitSettled(nanos);
        } finally {
            lock.unlock();
        }
    }

    HandlerCounts counts() {
        lock.lock();
        try {
            return accounts.counts();
        } finally {
            lock.unlock();
        }
    }
}
