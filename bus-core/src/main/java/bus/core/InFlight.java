package bus.core;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The events of one handler that may be under way at a time, in all its lanes together. Those lanes that wait take turns. */
final class InFlight implements Permits {

    private final Lock lock = new ReentrantLock();

    /** Guarded by the lock. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /** Guarded by the lock. */
    private int free;

    /** Of a thread that lets a lane go on: those that go on after it, so that they do not stand on the stack of each other. */
    private final ThreadLocal<@Nullable Queue<Runnable>> resuming = new ThreadLocal<>();

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
        Queue<Runnable> later = resuming.get();
        if (next != null && later != null) {
            later.add(next); // an executor has run the lane at once, on this thread
        } else if (next != null) {
            resume(next);
        }
    }

    private void resume(Runnable first) {
        Queue<Runnable> later = new ArrayDeque<>();
        resuming.set(later);
        try {
            for (Runnable next = first; next != null; next = later.poll()) {
                next.run();
            }
        } finally {
            resuming.remove();
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
