package bus.core;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events of one handler that may be under way at a time, in all its lanes together. Those lanes that wait take
 * turns.
 */
final class InFlight implements Permits {

    private final Lock lock = new ReentrantLock();
    private final Turns turns = new Turns();

    /** Guarded by the lock. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Guarded by the lock. */
    private int free;

    InFlight(int max) {
        free = max;
    }

    @Override
    public boolean take(Runnable resume) {
        lock.lock();
        try {
            if (free > 0) {
                free--;
                return true;
            }
            waiting.add(resume);
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void giveBack() {
        Runnable next = next();
        if (next != null) {
            turns.run(next); // an executor may run the lane at once, which gives back again
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable next = waiting.poll();
            if (next == null) {
                free++;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void done() {
        giveBack();
    }
}
