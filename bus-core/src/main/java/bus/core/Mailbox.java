package bus.core;

import bus.api.BusClosedException;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.MailboxFullException;
import bus.api.Overflow;
import bus.core.Batch.Room;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.LongStream;
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

    /** How large a queue may have become and is still kept when it is empty. */
    private static final int KEPT = 1_024;

    /** How many nanoseconds who waits for room leaves it to the end of a batch to be woken. */
    private static final long PATIENCE = 1_000_000;

    /** An event whose emit waits for it. */
    private record Tracked(EmittedEvent<?> event, Tracker<?> tracker) {}

    /** An event that is not handled; the entry is an event or a tracked one. */
    private record Loss(Object entry, Reason reason, Throwable why) {}

    /** Its place among the mailboxes of its bus. */
    final long number;

    private final Subscriber subscriber;
    private final Handler<Object> handler;
    private final int capacity;
    private final Overflow overflow;
    private final Mailboxes mailboxes;
    private final Executor executor;
    private final boolean ownThreads;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition rest = lock.newCondition();

    /** Events, or {@link Tracked} ones, behind those of the batch. */
    private ArrayDeque<Object> queue = new ArrayDeque<>();

    private final Batch batch = new Batch();

    /** How many events were ever taken in. */
    private long accepted;

    /** As many events can be taken in before one must look again how many were claimed. */
    private long limit;

    /** Whether a task is on its way or runs, or is held back. While it is so, nobody starts another. */
    private boolean busy;

    /** The thread that runs the task at this moment. */
    private @Nullable Thread runner;

    /** Whether it takes events: not after it was deregistered, replaced or shut. */
    private boolean open = true;

    /** Whether the bus has closed it for good. */
    private boolean shut;

    private boolean done;

    /** Whether the queue was larger than what is kept. */
    private boolean grown;

    /** How many events came that were not taken in. */
    private long refused;

    /** How many were lost, by the ordinal of the reason. */
    private final long[] lost = new long[Reason.values().length];

    Mailbox(long number, Subscriber subscriber, Delivery<?> how, Mailboxes mailboxes, boolean held) {
        this.number = number;
        this.subscriber = subscriber;
        this.mailboxes = mailboxes;
        handler = subscriber.handler;
        busy = held;
        capacity = how.capacity();
        limit = capacity;
        overflow = how.overflow();
        ownThreads = how.executor().isEmpty();
        executor = how.executor().orElse(mailboxes.threads());
    }

    // ---- The emitting thread ----

    /** Takes an event, or reports its loss. Returns false if the handler has left: somebody else may get the event. */
    boolean offer(EmittedEvent<?> event, @Nullable Tracker<?> tracker) {
        Object entry = tracker == null ? event : new Tracked(event, tracker);
        Loss loss = null;
        boolean interrupted = false;
        boolean start = false;
        lock.lock();
        try {
            if (!open && !shut) {
                return false;
            }
            try {
                loss = shut ? rejected(entry, closed()) : isFull() ? makeRoom(entry) : null;
            } catch (InterruptedException e) {
                interrupted = true;
                loss = rejected(entry, full("the emitting thread was interrupted while it waited"));
            }
            if (!open && !shut) { // it has left while this thread waited for room
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return false;
            }
            if (tracker != null) {
                tracker.opened();
            }
            if (loss != null) {
                lost[loss.reason.ordinal()]++;
            }
            if (loss != null && loss.entry == entry) {
                refused++;
            } else {
                queue.addLast(entry);
                accepted++;
                start = !busy;
                busy = true;
            }
        } finally {
            lock.unlock();
        }
        if (start) {
            start();
        }
        if (loss != null) {
            lose(loss);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private boolean isFull() {
        if (accepted >= limit) {
            limit = batch.claimed() + capacity;
        }
        return accepted >= limit;
    }

    /** Does what the policy says. Returns what is lost so; null if there is room. */
    private @Nullable Loss makeRoom(Object entry) throws InterruptedException {
        return switch (overflow.kind()) {
            case BLOCK -> awaitRoom(entry);
            case FAIL -> rejected(entry, full("it does not wait for room"));
            case DROP_NEWEST -> new Loss(entry, Reason.DROPPED, full("the newest event is dropped"));
            case DROP_OLDEST -> {
                Object oldest = batch.withdraw(queue);
                yield oldest == null ? null : new Loss(oldest, Reason.DROPPED, full("the oldest event is dropped"));
            }
        };
    }

    private @Nullable Loss awaitRoom(Object entry) throws InterruptedException {
        if (runner == Thread.currentThread()) {
            return rejected(
                    entry,
                    full("the handler waits for its own mailbox, in the circle " + subscriber.key + " > "
                            + subscriber.key));
        }
        long left = overflow.limit().toNanos();
        boolean urgent = false;
        while (true) {
            if (urgent || !batch.isRoomWanted()) {
                batch.room(urgent ? Room.URGENT : Room.WANTED);
            }
            if (shut) {
                return rejected(entry, closed());
            }
            if (!open || !isFull()) {
                return null;
            }
            if (left <= 0) {
                return rejected(entry, full("there was no room within " + overflow.limit()));
            }
            long patience = urgent ? left : Math.min(left, PATIENCE);
            long unused = room.awaitNanos(patience);
            left -= patience - unused;
            urgent |= unused <= 0;
        }
    }

    private static Loss rejected(Object entry, Throwable why) {
        return new Loss(entry, Reason.REJECTED, why);
    }

    private MailboxFullException full(String what) {
        return new MailboxFullException("mailbox must have room for an event: key=\"" + subscriber.key + "\", capacity="
                + capacity + ", overflow=" + overflow + "; " + what
                + ", so make the handler faster or the mailbox larger");
    }

    private BusClosedException closed() {
        return new BusClosedException("bus must be open when a mailbox takes an event: key=\"" + subscriber.key
                + "\"; emit before Bus.close returns");
    }

    /** Counts an event that reached a handler which had left and has no other in its place. */
    void skip() {
        lock.lock();
        try {
            refused++;
            lost[Reason.SKIPPED.ordinal()]++;
        } finally {
            lock.unlock();
        }
    }

    /** Without the lock: an error handler is told. */
    private HandlerFailure lose(Loss loss) {
        HandlerFailure failure = new HandlerFailure(event(loss.entry), subscriber.key, loss.reason, loss.why);
        mailboxes.reporter().report(failure);
        tell(loss.entry, failure);
        return failure;
    }

    private static EmittedEvent<?> event(Object entry) {
        return entry instanceof Tracked tracked ? tracked.event : (EmittedEvent<?>) entry;
    }

    /** Tells the emit that waits for an event, if one does, that this handler is done with it. */
    private void tell(Object entry, @Nullable HandlerFailure failure) {
        if (entry instanceof Tracked tracked) {
            if (failure != null) {
                tracked.tracker.failed(subscriber, failure);
            }
            tracked.tracker.done();
        }
    }

    /** Without the lock: an executor may run the task at once. One that refuses it loses what waits. */
    private void start() {
        try {
            executor.execute(this);
        } catch (RuntimeException | OutOfMemoryError e) {
            withdraw(Reason.REJECTED, e).forEach(this::lose);
            end();
        }
    }

    /** Takes out all that wait. */
    private List<Loss> withdraw(Reason reason, Throwable why) {
        List<Loss> losses = new ArrayList<>();
        lock.lock(); // again, if the bus shuts it
        try {
            for (Object entry = batch.withdraw(queue); entry != null; entry = batch.withdraw(queue)) {
                losses.add(new Loss(entry, reason, why));
            }
            lost[reason.ordinal()] += losses.size();
            room.signalAll();
            rest.signalAll();
        } finally {
            lock.unlock();
        }
        return losses;
    }

    // ---- The task ----

    @Override
    public void run() {
        boolean interrupted = false;
        Object before = mailboxes.nesting().enterHandler();
        try {
            while (fill()) {
                for (Object entry = batch.next(); entry != null; entry = batch.next()) {
                    if (batch.isRoomUrgent()) {
                        giveRoom(1);
                    }
                    handle(entry);
                    interrupted |= Thread.interrupted();
                }
                if (!ownThreads) {
                    break; // the executor may have other tasks
                }
            }
        } finally {
            mailboxes.nesting().leaveHandler(before);
            end();
            if (ownThreads) {
                Thread.interrupted(); // nobody interrupts it for this task any more
            } else if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Fills the batch, unless an error of the virtual machine ended a task before it was empty. */
    private boolean fill() {
        lock.lock();
        try {
            runner = Thread.currentThread();
            if (batch.isEmpty()) {
                if (batch.isRoomWanted()) {
                    giveRoom(Batch.SIZE);
                }
                grown |= queue.size() > KEPT;
                batch.fill(queue);
                if (grown && queue.isEmpty()) {
                    grown = false;
                    queue = new ArrayDeque<>();
                }
            }
            return !batch.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait for room, as many as there are places. */
    private void giveRoom(int places) {
        lock.lock(); // again, between two batches
        try {
            for (int i = 0; i < places && lock.hasWaiters(room); i++) {
                room.signal();
            }
            if (!lock.hasWaiters(room)) {
                batch.room(Room.NOT_WANTED);
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // the payload was checked, and every handler expects a supertype of it
    private void handle(Object entry) {
        EmittedEvent<?> event = event(entry);
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
            tell(entry, failure);
        }
    }

    /** Ends the task: starts another one if events wait, tells those who wait for rest if not. */
    private void end() {
        boolean again;
        boolean last = false;
        lock.lock();
        try {
            runner = null;
            again = !queue.isEmpty() || !batch.isEmpty();
            if (!again) {
                busy = false;
                last = finish();
                rest.signalAll();
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
            room.signalAll(); // for who waits may go to the mailbox that takes its place
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
            if (pending() > 0) {
                return false;
            }
            shut = true;
            open = false;
            last = finish();
        } finally {
            lock.unlock();
        }
        tellIfDone(last);
        return true;
    }

    /** Closes it for good: gives back what was not delivered, and whether a handler has not come back. */
    boolean shut(List<HandlerFailure> undelivered) {
        List<Loss> losses;
        boolean running;
        boolean last;
        lock.lock();
        try {
            shut = true;
            open = false;
            losses = withdraw(Reason.UNDELIVERED, closed());
            running = pending() > 0;
            if (running && ownThreads && runner != null) {
                runner.interrupt();
            }
            last = finish();
        } finally {
            lock.unlock();
        }
        losses.forEach(loss -> undelivered.add(lose(loss)));
        tellIfDone(last);
        return running;
    }

    /** Notes how many events wait, and returns whether a handler has not come back. */
    boolean unfinished(Map<String, Long> waiting) {
        lock.lock();
        try {
            long events = accepted - batch.claimed();
            if (events > 0) {
                waiting.merge(subscriber.key, events, Long::sum);
            }
            return pending() > events;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many events it was offered if all are done with, else -1. */
    long restingSince() {
        lock.lock();
        try {
            return pending() == 0 ? accepted + refused : -1;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is at rest, and returns how much of the time is left. */
    long awaitRest(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (pending() > 0 && left > 0) {
                left = rest.awaitNanos(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    private long pending() {
        return accepted + refused - LongStream.of(lost).sum() - batch.delivered() - batch.failed();
    }

    HandlerCounts counts() {
        lock.lock();
        try {
            long delivered = batch.delivered();
            long failed = batch.failed();
            return new HandlerCounts(
                    accepted + refused,
                    delivered,
                    failed,
                    lost[Reason.DROPPED.ordinal()],
                    lost[Reason.REJECTED.ordinal()],
                    lost[Reason.UNDELIVERED.ordinal()],
                    lost[Reason.SKIPPED.ordinal()],
                    accepted + refused - LongStream.of(lost).sum() - delivered - failed);
        } finally {
            lock.unlock();
        }
    }
}
