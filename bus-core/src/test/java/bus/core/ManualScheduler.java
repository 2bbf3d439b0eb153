package bus.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor whose time and thread are those of the test. Tasks may be given and cancelled by any thread. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private volatile long now;
    private volatile boolean shutdown;

    /** What happens before a call of {@code schedule} returns, when it has taken the task. */
    Runnable meanwhile = () -> {};

    /** Whether it is an executor whose tasks cannot be cancelled. */
    boolean stubborn;

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {

        final long due;

        Task(Runnable command, long due) {
            super(command, null);
            this.due = due;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, ((Task) other).due);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (stubborn) {
                throw new UnsupportedOperationException("stubborn");
            }
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        protected void done() {
            tasks.remove(this);
        }
    }

    /** Lets time pass and runs what is due, in its order, on this thread. Returns what the tasks threw. */
    List<Throwable> advance(Duration by) {
        now += by.toNanos();
        List<Throwable> thrown = new ArrayList<>();
        tasks.stream()
                .filter(task -> task.due <= now)
                .sorted(Comparator.comparingLong(task -> task.due))
                .forEach(task -> {
                    task.run();
                    try {
                        if (!task.isCancelled()) {
                            task.get();
                        }
                    } catch (ExecutionException e) {
                        thrown.add(e.getCause());
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        return thrown;
    }

    /** Tells how many tasks it has that are neither run nor cancelled. */
    int waiting() {
        return tasks.size();
    }

    /** Returns the tasks that wait, in the order in which they were given, for a thread that runs them itself. */
    List<Runnable> tasks() {
        return List.copyOf(tasks);
    }

    /** How long the only task that waits has to wait still. */
    Duration delay() {
        return Duration.ofNanos(tasks.element().getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("shut down");
        }
        Task task = new Task(command, now + unit.toNanos(delay));
        tasks.add(task);
        meanwhile.run();
        return task;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> dropped = List.copyOf(tasks);
        tasks.clear();
        return dropped;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && tasks.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
