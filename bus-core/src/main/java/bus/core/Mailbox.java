package bus.core;

import bus.api.BusClosedException;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.MailboxFullException;
import bus.api.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue of one asynchronous handler, and the task that empties it, one event at a time.
 *
 * <p>Everything that changes is guarded by one lock, which is never held while a handler, an error handler or an executor runs.
 * An offer releases it after what the emitting thread did, and the task takes it before the handler is called; the task
 * releases it after each call, and takes it before the next, whatever thread it then runs on. These are the happens-before
 * edges from an emit to its handler, and from one call of a handler to the next.
 */
final class Mailbox implements Runnable {

    /** How many events a task handles before it lets the other tasks of an executor that is not ours run. */
    private static final int BATCH = 64;

    /** An event whose emit waits for it. */
    private record Tracked(EmittedEvent<?> event, Tracker<?> tracker) {}

    private final Subscriber subscriber;
    private final int capacity;
    private final Overflow overflow;
    private final Mailboxes mailboxes;
    private final Executor executor;
    private final boolean ownThreads;

    private final Lock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition rest = lock.newCondition();

    /** Events, or {@link Tracked} ones. */
    private final ArrayDeque<Object> waiting = new ArrayDeque<>();

    /** Whether a task is on its way or runs, or is held back. While it is so, nobody starts another. */
    private boolean busy;

    /** Whether nothing starts before an earlier mailbox is done. */
    private boolean held;

    /** The thread that runs the task at this moment. */
    private @Nullable Thread runner;

    /** Whether it takes events: not after it was deregistered, replaced or shut. */
    private boolean open = true;

    /** Whether the bus has closed it for good. */
    private boolean shut;

    private boolean done;
    private int waitingForRoom;

    private long offered;
    private long delivered;
    private long failed;
    private long dropped;
    private long rejected;
    private long undelivered;
    private long skipped;

    Mailbox(Subscriber subscriber, Delivery<?> how, Mailboxes mailboxes, boolean held) {
        this.subscriber = subscriber;
        this.mailboxes = mailboxes;
        this.held = held;
        busy = held;
        capacity = how.capacity();
        overflow = how.overflow();
        ownThreads = how.executor().isEmpty();
        executor = how.executor().orElse(mailboxes.threads());
    }

    // ---- The emitting thread ----

    /**
     * Takes an event, or reports its loss. Returns false if the handler has left: somebody else may get the event.
     */
    boolean offer(EmittedEvent<?> event, @Nullable Tracker<?> tracker) {
        Object entry = tracker == null ? event : new Tracked(event, tracker);
        Reason lost = Reason.REJECTED;
        Object loser = entry;
        RuntimeException why = null;
        boolean interrupted = false;
        boolean start = false;
        lock.lock();
        try {
            if (!open && !shut) {
                return false;
            }
            offered++;
            if (tracker != null) {
                tracker.opened();
            }
            if (!shut && waiting.size() >= capacity) {
                switch (overflow.kind()) {
                    case BLOCK -> {
                        try {
                            why = awaitRoom();
                        } catch (InterruptedException e) {
                            interrupted = true;
                            why = full("the emitting thread was interrupted while it waited");
                        }
                    }
                    case FAIL -> why = full("it does not wait for room");
                    case DROP_NEWEST -> {
                        lost = Reason.DROPPED;
                        why = full("the newest event is dropped");
                    }
                    case DROP_OLDEST -> {
                        lost = Reason.DROPPED;
                        loser = waiting.removeFirst();
                        why = full("the oldest event is dropped");
                    }
                }
            }
            if (shut) {
                lost = Reason.REJECTED;
                loser = entry;
                why = closed();
            }
            if (why == null || loser != entry) {
                waiting.addLast(entry);
                start = !busy;
                busy = true;
            }
            if (why != null) {
                count(lost, 1);
            }
        } finally {
            lock.unlock();
        }
        if (why != null) {
            lose(loser, lost, why);
        }
        if (start) {
            start();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    /** Waits until there is room, or returns why there is none. */
    private @Nullable RuntimeException awaitRoom() throws InterruptedException {
        if (runner == Thread.currentThread()) {
            return full(
                    "the handler waits for its own mailbox, in the circle " + subscriber.key + " > " + subscriber.key);
        }
        long left = overflow.limit().toNanos();
        waitingForRoom++;
        try {
            while (waiting.size() >= capacity && !shut) {
                if (left <= 0) {
                    return full("there was no room within " + overflow.limit());
                }
                left = room.awaitNanos(left);
            }
            return null;
        } finally {
            waitingForRoom--;
        }
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

    private void count(Reason reason, long events) {
        switch (reason) {
            case FAILED -> failed += events;
            case SKIPPED -> skipped += events;
            case REJECTED -> rejected += events;
            case DROPPED -> dropped += events;
            case UNDELIVERED -> undelivered += events;
        }
    }

    /** Counts an event that reached a handler which had left and has no other in its place. */
    void skip() {
        lock.lock();
        try {
            offered++;
            skipped++;
        } finally {
            lock.unlock();
        }
    }

    /** Without the lock: an error handler is told. */
    private void lose(Object entry, Reason reason, Throwable why) {
        HandlerFailure failure = new HandlerFailure(event(entry), subscriber.key, reason, why);
        mailboxes.reporter().report(failure);
        if (entry instanceof Tracked tracked) {
            tracked.tracker.failed(subscriber, failure);
            tracked.tracker.done();
        }
    }

    private static EmittedEvent<?> event(Object entry) {
        return entry instanceof Tracked tracked ? tracked.event : (EmittedEvent<?>) entry;
    }

    /** Without the lock: an executor may run the task at once. An executor that refuses it loses what waits. */
    private void start() {
        try {
            executor.execute(this);
        } catch (RuntimeException | OutOfMemoryError e) {
            List<Object> lost;
            lock.lock();
            try {
                lost = takeAll(Reason.REJECTED);
            } finally {
                lock.unlock();
            }
            lost.forEach(entry -> lose(entry, Reason.REJECTED, e));
            rest();
        }
    }

    private List<Object> takeAll(Reason reason) {
        List<Object> all = new ArrayList<>(waiting);
        waiting.clear();
        count(reason, all.size());
        room.signalAll();
        return all;
    }

    // ---- The task ----

    @Override
    public void run() {
        boolean interrupted = false;
        boolean ended = false;
        Object before = mailboxes.nesting().enterHandler();
        try {
            int left = ownThreads ? Integer.MAX_VALUE : BATCH;
            for (Object entry = first(); entry != null; ) {
                boolean well = handle(entry);
                interrupted |= Thread.interrupted();
                left--;
                entry = next(well, left > 0);
            }
            ended = true;
        } finally {
            mailboxes.nesting().leaveHandler(before);
            if (interrupted && !ownThreads) {
                Thread.currentThread().interrupt();
            }
            if (!ended) {
                leave();
            }
            rest();
        }
    }

    private @Nullable Object first() {
        lock.lock();
        try {
            runner = Thread.currentThread();
            return poll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object next(boolean well, boolean more) {
        lock.lock();
        try {
            if (well) {
                delivered++;
            } else {
                failed++;
            }
            if (more) {
                return poll();
            }
            runner = null;
            return null;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Object poll() {
        Object entry = waiting.pollFirst();
        if (entry == null) {
            runner = null;
        } else if (waitingForRoom > 0) {
            room.signal();
        }
        return entry;
    }

    private void leave() {
        lock.lock();
        try {
            runner = null;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked") // the payload was checked, and every handler expects a supertype of it
    private boolean handle(Object entry) {
        EmittedEvent<?> event = event(entry);
        HandlerFailure failure = null;
        try {
            subscriber.handler.handle((Event<Object>) event);
        } catch (Throwable thrown) {
            boolean interrupted = Thread.interrupted() | thrown instanceof InterruptedException;
            failure = new HandlerFailure(event, subscriber.key, Reason.FAILED, thrown);
            mailboxes.reporter().report(failure);
            if (interrupted) {
                Thread.currentThread().interrupt(); // for the task, which takes it away before the next event
            }
        }
        if (entry instanceof Tracked tracked) {
            if (failure != null) {
                tracked.tracker.failed(subscriber, failure);
            }
            tracked.tracker.done();
        }
        return failure == null;
    }

    /** Ends the task: starts another one if events wait, tells those who wait for rest if not. */
    private void rest() {
        boolean again;
        boolean last = false;
        lock.lock();
        try {
            again = !waiting.isEmpty();
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
        if (last) {
            mailboxes.done(this);
            subscriber.mailboxDone();
        }
    }

    private boolean finish() {
        if (open || busy || done) {
            return false;
        }
        done = true;
        return true;
    }

    // ---- Registration and closing ----

    /** Lets a mailbox begin that was held back by the one it replaces. */
    void release() {
        lock.lock();
        try {
            held = false;
        } finally {
            lock.unlock();
        }
        rest();
    }

    /** Takes no further events; those it has are still handled. */
    void leaveBus() {
        boolean last;
        lock.lock();
        try {
            open = false;
            last = finish();
        } finally {
            lock.unlock();
        }
        if (last) {
            mailboxes.done(this);
            subscriber.mailboxDone();
        }
    }

    /** Closes it for good: gives back what was not delivered, and whether a handler has not come back. */
    boolean shut(List<HandlerFailure> lost) {
        List<Object> entries;
        boolean running;
        lock.lock();
        try {
            shut = true;
            open = false;
            entries = takeAll(Reason.UNDELIVERED);
            running = runner != null;
            if (running && ownThreads) {
                runner.interrupt();
            }
        } finally {
            lock.unlock();
        }
        BusClosedException why = closed();
        for (Object entry : entries) {
            lost.add(new HandlerFailure(event(entry), subscriber.key, Reason.UNDELIVERED, why));
            lose(entry, Reason.UNDELIVERED, why);
        }
        return running;
    }

    /** Returns how many events it was offered if it is at rest, else -1. */
    long restingSince() {
        lock.lock();
        try {
            return busy && !(held && waiting.isEmpty()) ? -1 : offered;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is at rest, and returns how much of the time is left. */
    long awaitRest(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (busy && !(held && waiting.isEmpty()) && left > 0) {
                left = rest.awaitNanos(left);
            }
            return left;
        } finally {
            lock.unlock();
        }
    }

    HandlerCounts counts() {
        lock.lock();
        try {
            long pending = offered - delivered - failed - dropped - rejected - undelivered - skipped;
            return new HandlerCounts(offered, delivered, failed, dropped, rejected, undelivered, skipped, pending);
        } finally {
            lock.unlock();
        }
    }
}
