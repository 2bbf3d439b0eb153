package bus.core;

import bus.api.CloseReport;
import bus.api.ScheduledSnapshot;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The end of a bus: the first who closes it sees to it, the others wait for him. */
final class Closing {

    private final Schedule schedule;
    private final Runnable endIntake;
    private final Mailboxes mailboxes;

    /** Null if there are none. */
    private final @Nullable Observers observers;

    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Null before the end. */
    private volatile @Nullable CloseReport report;

    /** Who sees to the end at this moment. Another thread only asks whether it is itself, which it never is. */
    private volatile @Nullable Thread drainer;

    /** What ends the intake may be called more than once. */
    Closing(Schedule schedule, Runnable endIntake, Mailboxes mailboxes, @Nullable Observers observers) {
        this.schedule = schedule;
        this.endIntake = endIntake;
        this.mailboxes = mailboxes;
        this.observers = observers;
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
            return reportOr(scheduled);
        }
        if (first) {
            drain(nanos, scheduled);
        }
        try {
            ended.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reportOr(scheduled);
    }

    /** Returns the report, or before the end one of what is there at this moment. */
    private CloseReport reportOr(List<ScheduledSnapshot> scheduled) {
        CloseReport made = report;
        return made == null ? with(scheduled, mailboxes.unfinished()) : made;
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
        CloseReport made = with(scheduled, mailboxes.shut());
        report = made;
        ended.countDown();
        if (observers != null) {
            observers.closed(made);
        }
        drainer = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static CloseReport with(List<ScheduledSnapshot> scheduled, CloseReport ofMailboxes) {
        return new CloseReport(ofMailboxes.undelivered(), ofMailboxes.running(), scheduled);
    }
}
