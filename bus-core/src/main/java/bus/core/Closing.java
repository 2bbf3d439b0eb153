package bus.core;

import bus.api.CloseReport;
import bus.api.ScheduledSnapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The end of a bus: the first who closes it sees to it, the others wait for him. */
final class Closing {

    private final Schedule schedule;
    private final Runnable endIntake;
    private final Mailboxes mailboxes;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<CloseReport> report = new CompletableFuture<>();

    /** Who sees to the end at this moment. Another thread only asks whether it is itself, which it never is. */
    private volatile @Nullable Thread drainer;

    /** What ends the intake may be called more than once. */
    Closing(Schedule schedule, Runnable endIntake, Mailboxes mailboxes) {
        this.schedule = schedule;
        this.endIntake = endIntake;
        this.mailboxes = mailboxes;
    }

    CloseReport close(long nanos) {
        // Before anybody can see that the bus is closed, and close it with a limit of his own.
        boolean first = begun.compareAndSet(false, true);
        List<ScheduledSnapshot> scheduled = schedule.close();
        endIntake.run();
        if (mailboxes.nesting().isInside() || drainer == Thread.currentThread()) { // else it would wait for itself
            if (first) {
                mailboxes.threads().execute(() -> drain(nanos, scheduled));
            }
            return report.getNow(with(scheduled, mailboxes.unfinished()));
        }
        if (first) {
            drain(nanos, scheduled);
        }
        try {
            return report.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return report.getNow(with(scheduled, mailboxes.unfinished()));
        } catch (TimeoutException e) {
            return with(scheduled, mailboxes.unfinished());
        } catch (ExecutionException e) {
            throw new AssertionError("nobody completes the report with a failure", e);
        }
    }

    private void drain(long nanos, List<ScheduledSnapshot> scheduled) {
        boolean interrupted = false;
        drainer = Thread.currentThread();
        try {
            long deadline = System.nanoTime() + nanos;
            while (mailboxes.awaitIdle(deadline - System.nanoTime()) && !mailboxes.shutAtRest()) {
                // Somebody whose emit was under way has put an event in between.
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        report.complete(with(scheduled, mailboxes.shut()));
        drainer = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static CloseReport with(List<ScheduledSnapshot> scheduled, CloseReport ofMailboxes) {
        return new CloseReport(ofMailboxes.undelivered(), ofMailboxes.running(), scheduled);
    }
}
