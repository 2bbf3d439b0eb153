package bus.core;

import bus.api.ContextCarrier.Scope;
import bus.api.HandlerFailure;
import bus.api.spi.CompletingHandler;
import bus.core.Losses.Loss;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox whose handler is done with an event when a stage completes. Until then the event is in flight, and takes no
 * task.
 */
final class CompletingMailbox extends ParallelMailbox {

    private final CompletingHandler<Object> handler;

    /**
     * The events in flight. Guarded by the lock. Whoever takes one out tells what became of it, and nobody else does:
     * the stage that completes, or who shuts the mailbox.
     */
    private final Set<Flight> flights = new LinkedHashSet<>();

    /** An event in flight. Compared by identity, as an event can be in flight twice. */
    private static final class Flight {

        private final Object entry;

        /** Null if nobody observes it. */
        private final @Nullable ObservedCall call;

        Flight(Object entry, @Nullable ObservedCall call) {
            this.entry = entry;
            this.call = call;
        }
    }

    CompletingMailbox(
            long number,
            Subscriber subscriber,
            Mailboxes mailboxes,
            Runnable whenDone,
            boolean held,
            Bounds bounds,
            @Nullable Permits permits,
            CompletingHandler<Object> handler) {
        super(number, subscriber, mailboxes, whenDone, held, bounds, permits);
        this.handler = handler;
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    void handle(Object entry) {
        ObservedEmit observed = Parcel.observed(entry);
        ObservedCall call = null;
        CompletionStage<?> stage;
        try (Scope context = Parcel.restore(entry)) {
            call = observed == null ? null : observed.calling(subscriber);
            stage = begin(entry, call);
        } catch (Throwable thrown) {
            HandlerFailure failure = failed(entry, thrown);
            if (observed != null) {
                observed.end(subscriber, call, failure);
            }
            done(entry, failure, true);
            return;
        }
        Flight flight = new Flight(entry, call);
        takeOff(flight);
        try {
            stage.whenComplete((value, thrown) -> land(flight, thrown));
        } catch (Throwable thrown) {
            land(flight, thrown); // unless it has landed nevertheless
        }
        loseIfShut(flight);
    }

    private CompletionStage<?> begin(Object entry, @Nullable ObservedCall call) throws Exception {
        try {
            return handler.begin(Parcel.typed(entry));
        } finally {
            if (call != null) {
                call.returned();
            }
        }
    }

    private void takeOff(Flight flight) {
        lock.lock();
        try {
            calling--;
            flights.add(flight);
        } finally {
            lock.unlock();
        }
    }

    /** On whatever thread completes the stage. */
    private void land(Flight flight, @Nullable Throwable thrown) {
        lock.lock();
        try {
            if (!flights.remove(flight)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        HandlerFailure failure = cause == null ? null : reportInside(flight.entry, cause);
        if (flight.call != null) {
            if (failure == null) {
                flight.call.handled();
            } else {
                flight.call.failed(failure);
            }
        }
        done(flight.entry, failure, false);
    }

    /**
     * The error handler may do on this thread what it may where a handler throws: emit while the bus is emptied, or
     * close it.
     */
    private HandlerFailure reportInside(Object entry, Throwable thrown) {
        Object before = mailboxes.nesting().enterHandler();
        try {
            return report(entry, thrown);
        } finally {
            mailboxes.nesting().leaveHandler(before);
        }
    }

    /** One that took off after the mailbox was shut is not waited for either. */
    private void loseIfShut(Flight flight) {
        lock.lock();
        try {
            if (!isShut() || !flights.remove(flight)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        Loss loss = losses.unfinished(flight.entry, flight.call);
        losses.tell(loss);
        lock.lock();
        try {
            underWay--;
            accounts.lose(loss.reason());
            tellAtRest(); // and the task, which ends, finishes
        } finally {
            lock.unlock();
        }
    }

    @Override
    List<Loss> abandon() {
        List<Loss> abandoned = new ArrayList<>();
        flights.forEach(flight -> abandoned.add(losses.unfinished(flight.entry, flight.call)));
        underWay -= flights.size();
        flights.clear();
        return abandoned;
    }
}
