package bus.core;

import bus.api.ContextCarrier.Scope;
import bus.api.Delivery;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.Overflow;
import bus.core.Losses.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of events for an asynchronous handler: how they come in, are lost and counted, and how it ends. How
 * they are handled is up to what extends it, whose tasks empty it.
 *
 * <p>Everything that changes is guarded by one lock, but for what the task of an {@link OrderedMailbox} does between
 * two batches. The lock is never held while a handler, an error handler or an executor runs. An offer releases it after
 * what the emitting thread did, and a task takes it before it takes the event: this is the happens-before edge from an
 * emit to its handler.
 */
abstract class Mailbox implements Intake, Runnable {

    /** Its place among the mailboxes of its bus. */
    final long number;

    final Subscriber subscriber;
    final Mailboxes mailboxes;
    final boolean ownThreads;
    final ReentrantLock lock = new ReentrantLock();
    final Batch batch = new Batch();
    final Backlog backlog;
    final Room room = new Room(lock, batch);
    final Accounts accounts;
    final Losses losses;
    final Starter starter;

    private final Overflow overflow;
    private final Runnable whenDone;

    /** Whether it takes events: not after it was deregistered, replaced or shut. */
    private boolean open = true;

    /** Whether the bus has closed it for good. */
    private boolean shut;

    /** Whether it was told that it will never have an event again. */
    private boolean done;

    /** Calls {@code whenDone} once, when it has left and is empty and nobody works for it. */
    Mailbox(long number, Subscriber subscriber, Mailboxes mailboxes, Runnable whenDone) {
        this.number = number;
        this.subscriber = subscriber;
        this.mailboxes = mailboxes;
        this.whenDone = whenDone;
        Delivery<?> how = subscriber.how;
        overflow = how.overflow();
        backlog = new Backlog(how.capacity(), batch);
        accounts = new Accounts(lock, backlog, batch);
        losses = new Losses(subscriber, mailboxes.reporter());
        ownThreads = how.executor().isEmpty();
        starter = new Starter(how.executor().orElse(mailboxes.threads()), this, this::refused);
    }

    // ---- What is up to the one that handles the events. All of it under the lock. ----

    /** Tells whether a task has to be started, and counts it as started if so. */
    abstract boolean startsTask();

    /** Tells whether a task is on its way or runs, or is held back, or an event that was taken in is not done. */
    abstract boolean isAtWork();

    /** Tells whether this thread runs a task of this mailbox. */
    abstract boolean isTaskOf(Thread thread);

    abstract void interruptTasks();

    /** Takes back what was begun and cannot be waited for any longer, as the mailbox is shut. */
    abstract List<Loss> abandon();

    /** Counts a task out that no executor runs. Returns whether nobody is left to handle what waits. */
    abstract boolean taskRefused();

    // ---- And without it ----

    /** Gives back what it has got for an event that no longer waits. */
    abstract void giveBackUnused();

    // ---- The emitting thread ----

    @Override
    public boolean offer(Object entry) {
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
                start = take(entry, loss);
            }
        } finally {
            lock.unlock();
        }
        if (start) {
            starter.start();
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
    private boolean take(Object entry, @Nullable Loss loss) {
        Parcel.opened(entry);
        if (loss != null && loss.entry() == entry) {
            accounts.refuse(loss.reason());
            return false;
        }
        if (loss != null) {
            accounts.lose(loss.reason());
        }
        backlog.add(entry);
        return startsTask();
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
        if (isTaskOf(Thread.currentThread())) {
            String circle = subscriber.key + " > " + subscriber.key;
            return losses.full(
                    entry, Reason.REJECTED, "the handler waits for its own mailbox, in the circle " + circle);
        }
        return room.await(overflow.limit().toNanos(), () -> !open || !backlog.isFull())
                ? null
                : losses.full(entry, Reason.REJECTED, "there was no room within " + overflow.limit());
    }

    @Override
    public void skip() {
        lock.lock();
        try {
            accounts.refuse(Reason.SKIPPED);
        } finally {
            lock.unlock();
        }
    }

    /** Counts an event that the handler failed with before it was taken in. Returns false if the handler has left. */
    boolean fail() {
        lock.lock();
        try {
            if (!open && !shut) {
                return false;
            }
            accounts.refuse(Reason.FAILED);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** An executor that refuses a task loses what waits, if nobody else handles it. */
    private void refused(Throwable e) {
        List<Loss> refused = List.of();
        boolean last = false;
        lock.lock();
        try {
            if (taskRefused()) {
                refused = withdraw(entry -> new Loss(entry, null, Reason.REJECTED, e));
                last = finish();
            }
        } finally {
            lock.unlock();
        }
        refused.forEach(losses::tell);
        giveBackUnused();
        tellIfDone(last);
    }

    /** Takes out all that wait. */
    private List<Loss> withdraw(Function<Object, Loss> lost) {
        List<Loss> withdrawn = new ArrayList<>();
        for (Object entry = backlog.withdraw(); entry != null; entry = backlog.withdraw()) {
            withdrawn.add(lose(lost.apply(entry)));
        }
        room.giveUp();
        accounts.lookAgain();
        return withdrawn;
    }

    private Loss lose(Loss loss) {
        accounts.lose(loss.reason());
        return loss;
    }

    // ---- What tasks need ----

    /** Calls the handler with an event, in the context in which it was emitted. */
    @SuppressWarnings("try") // the scope is there to be closed
    final void call(Object entry) throws Exception {
        ObservedEmit observed = Parcel.observed(entry);
        if (observed != null) {
            observed.call(subscriber, entry);
            return;
        }
        try (Scope context = Parcel.restore(entry)) {
            subscriber.handler.handle(Parcel.typed(entry));
        }
    }

    /** Reports what a handler threw. If it was interrupted, so is the thread afterwards. */
    final HandlerFailure failed(Object entry, Throwable thrown) {
        boolean interrupted = Thread.interrupted() || thrown instanceof InterruptedException;
        HandlerFailure failure = report(entry, thrown);
        if (interrupted) {
            Thread.currentThread().interrupt(); // for the task, which takes it away before the next event
        }
        return failure;
    }

    final HandlerFailure report(Object entry, Throwable thrown) {
        HandlerFailure failure = subscriber.failure(Parcel.event(entry), Reason.FAILED, thrown);
        mailboxes.reporter().report(failure);
        return failure;
    }

    /** Returns whether it is done for good, which is to be told once, without the lock. */
    final boolean finish() {
        if (open || done || isAtWork()) {
            return false;
        }
        done = true;
        return true;
    }

    /** Without the lock: the mailbox that takes its place may begin. */
    final void tellIfDone(boolean last) {
        if (last) {
            mailboxes.done(this);
            whenDone.run();
        }
    }

    final boolean isShut() {
        return shut;
    }

    // ---- Registration and closing ----

    @Override
    public void leaveBus() {
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

    /** Closes it for good. Counts what was not delivered by its key, and returns how many calls have not come back. */
    int shut(Map<String, Long> undelivered) {
        List<Loss> withdrawn;
        long running;
        boolean last;
        lock.lock();
        try {
            withdrawn = new ArrayList<>();
            for (Loss abandoned : abandon()) {
                withdrawn.add(lose(abandoned));
            }
            withdrawn.addAll(withdraw(entry -> losses.closed(entry, Reason.UNDELIVERED)));
            last = close();
            running = accounts.pending();
            if (running > 0 && ownThreads) {
                interruptTasks();
            }
        } finally {
            lock.unlock();
        }
        withdrawn.forEach(losses::tell);
        countWaiting(withdrawn.size(), undelivered);
        tellIfDone(last);
        return (int) running;
    }

    private boolean close() {
        shut = true;
        open = false;
        room.giveUp();
        return finish();
    }

    /** Counts what waits by its key, and returns how many calls have not come back. */
    int unfinished(Map<String, Long> waiting) {
        lock.lock();
        try {
            long events = backlog.waiting();
            countWaiting(events, waiting);
            return (int) Math.max(0, accounts.pending() - events); // a task may have handled some in between
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

    @Override
    public HandlerCounts counts() {
        lock.lock();
        try {
            return accounts.counts();
        } finally {
            lock.unlock();
        }
    }
}
