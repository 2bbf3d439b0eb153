package bus.core;

import bus.api.BusClosedException;
import bus.api.ScheduledSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The emits of a bus that are pending, until the bus is closed. Nothing but its own fields is touched under its lock.
 */
final class Schedule {

    final FailureReporter reporter;
    private final Executor threads;
    private final Lock lock = new ReentrantLock();

    /** In the order in which they were scheduled. Guarded by the lock. */
    private final Set<PendingEmit<?>> pending = new LinkedHashSet<>();

    /** What was still pending when the bus was closed; null before. Guarded by the lock. */
    private @Nullable List<ScheduledSnapshot> withdrawn;

    Schedule(FailureReporter reporter, Executor threads) {
        this.reporter = reporter;
        this.threads = threads;
    }

    void add(PendingEmit<?> emit) {
        lock.lock();
        try {
            if (withdrawn != null) {
                throw new BusClosedException("bus must be open when an emit is scheduled: topic=\"" + emit.topic()
                        + "\"; schedule before Bus.close");
            }
            pending.add(emit);
        } finally {
            lock.unlock();
        }
    }

    void remove(PendingEmit<?> emit) {
        lock.lock();
        try {
            pending.remove(emit);
        } finally {
            lock.unlock();
        }
    }

    List<ScheduledSnapshot> snapshot() {
        lock.lock();
        try {
            return snapshots(pending);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Withdraws what is pending. The first call does so, and each of them returns what it found: one that was added
     * before is either among them or was taken by somebody else, and nothing is added afterwards.
     */
    List<ScheduledSnapshot> close() {
        List<PendingEmit<?>> taken = new ArrayList<>();
        List<ScheduledSnapshot> told;
        lock.lock();
        try {
            if (withdrawn != null) {
                return withdrawn;
            }
            for (PendingEmit<?> emit : pending) {
                if (emit.take() != null) {
                    taken.add(emit);
                }
            }
            pending.clear();
            told = snapshots(taken);
            withdrawn = told;
        } finally {
            lock.unlock();
        }
        if (!taken.isEmpty()) {
            taken.forEach(PendingEmit::cancelTask);
            reporter.withdrawn(told);
            // On another thread, for what depends on the futures may take long, or close the bus and wait for this
            // close.
            threads.execute(() -> taken.forEach(PendingEmit::busClosed));
        }
        return told;
    }

    private static List<ScheduledSnapshot> snapshots(Collection<PendingEmit<?>> emits) {
        return emits.stream()
                .map(emit -> new ScheduledSnapshot(emit.topic(), emit.dueAt()))
                .sorted(Comparator.comparing(ScheduledSnapshot::dueAt))
                .toList();
    }
}
