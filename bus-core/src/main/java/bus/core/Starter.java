package bus.core;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Gives the task of a mailbox to its executor: without the lock, as an executor may run it at once. */
final class Starter {

    private final Executor executor;
    private final Runnable task;
    private final Consumer<Throwable> refused;

    /** What the executor throws instead of taking a task is told. */
    Starter(Executor executor, Runnable task, Consumer<Throwable> refused) {
        this.executor = executor;
        this.task = task;
        this.refused = refused;
    }

    void start() {
        give(task);
    }

    /**
     * Starts a task from the end of another one. If the executor runs it at once, on this thread, it is left to the
     * caller, so that it does not stand on the stack of the one before. Returns whether it is.
     */
    boolean startNext() {
        Next next = new Next();
        give(next);
        next.starting = false;
        return next.left;
    }

    /** A task that another one starts. What changes belongs to the thread of that one alone. */
    private final class Next implements Runnable {

        private final Thread starter = Thread.currentThread();
        private boolean starting = true;
        private boolean left;

        @Override
        public void run() {
            if (Thread.currentThread() == starter && starting) {
                left = true;
            } else {
                task.run();
            }
        }
    }

    private void give(Runnable given) {
        try {
            executor.execute(given);
        } catch (Throwable e) { // also what is not thrown as a rejection, as nobody else starts a task
            refused.accept(e);
        }
    }
}
