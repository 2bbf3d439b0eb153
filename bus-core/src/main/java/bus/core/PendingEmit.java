package bus.core;

import bus.api.BusClosedException;
import bus.api.Event;
import bus.api.ScheduledEmit;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One emit that is scheduled: what its executor runs, and the handle of its user. */
final class PendingEmit<T> implements ScheduledEmit<T> {

    private final String topic;
    private final Instant dueAt;
    private final Schedule schedule;

    /**
     * Null after it was taken. To take it is atomic and decides the fate: of the task that is due, the user who
     * cancels, and the close of the bus one gets it. Nobody keeps the payload any longer.
     */
    private final AtomicReference<@Nullable Supplier<Event<T>>> emit;

    private final CompletableFuture<Event<T>> emitted = new CompletableFuture<>();

    /**
     * Written after the executor has taken the task, and then its writer looks whether the emit was taken meanwhile;
     * who takes the emit reads it afterwards. Both are volatile, so that one of the two sees what the other did, and
     * cancels the task.
     */
    private volatile @Nullable Future<?> task;

    PendingEmit(String topic, Instant dueAt, Supplier<Event<T>> emit, Schedule schedule) {
        this.topic = topic;
        this.dueAt = dueAt;
        this.emit = new AtomicReference<>(emit);
        this.schedule = schedule;
    }

    /** Called once, before anybody else knows it. */
    void start(ScheduledExecutorService executor, long nanos) {
        schedule.add(this);
        try {
            task = executor.schedule(this::run, nanos, TimeUnit.NANOSECONDS);
        } catch (RuntimeException | Error e) {
            take();
            schedule.remove(this);
            throw e;
        }
        if (emit.get() == null) {
            cancelTask();
        }
    }

    @Nullable
    Supplier<Event<T>> take() {
        return emit.getAndSet(null);
    }

    private void run() {
        Supplier<Event<T>> due = take();
        if (due == null) {
            return;
        }
        schedule.remove(this);
        try {
            emitted.complete(due.get());
        } catch (Throwable thrown) {
            try {
                schedule.reporter.emitFailed(topic, thrown);
            } finally {
                emitted.completeExceptionally(thrown); // also if there is no memory left to tell of it
            }
            if (thrown instanceof VirtualMachineError error) {
                throw error;
            }
        }
    }

    @Override
    public boolean cancel() {
        if (take() == null) {
            return false;
        }
        schedule.remove(this);
        cancelTask();
        emitted.cancel(false);
        return true;
    }

    /** Tells the executor, where it is known already, that its task has nothing to do any more. */
    void cancelTask() {
        Future<?> known = task;
        try {
            if (known != null) {
                known.cancel(false);
            }
        } catch (RuntimeException e) {
            schedule.reporter.failed("A task could not be cancelled: topic=\"" + topic + "\"", e);
        }
    }

    /** Called after the close of the bus has taken it. */
    void busClosed() {
        emitted.completeExceptionally(new BusClosedException("bus must be open when a scheduled event is due: topic=\""
                + topic + "\", dueAt=" + dueAt + "; close the bus later, or look after CloseReport.scheduled"));
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public Instant dueAt() {
        return dueAt;
    }

    /** Not {@code copy()}, by which exceptions would be wrapped and a cancellation would be a failure. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what throws is passed on
    public CompletableFuture<Event<T>> emitted() {
        CompletableFuture<Event<T>> copy = new CompletableFuture<>();
        emitted.whenComplete((event, thrown) -> {
            if (thrown == null) {
                copy.complete(event);
            } else {
                copy.completeExceptionally(thrown);
            }
        });
        return copy;
    }

    @Override
    public String toString() {
        return "ScheduledEmit[" + topic + ", dueAt=" + dueAt + "]";
    }
}
