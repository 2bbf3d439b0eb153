package bus.core;

import bus.api.Event;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Knows which handlers of one event are not done yet, and completes its future after the last of them. */
final class Tracker<T> {

    private record Failure(long place, HandlerFailure failure) {}

    private final CompletableFuture<Event<T>> future = new CompletableFuture<>();
    private final Executor threads;

    /**
     * The mailboxes that have the event, and the emit itself. Whoever counts down does so after the handler, and the
     * one who gets to zero sees what all the others did before, as the changes of an atomic number happen one after the
     * other.
     */
    private final AtomicInteger open = new AtomicInteger(1);

    /**
     * Several mailboxes may fail at once; whoever completes sees all of them, as each is added before it counts down.
     */
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();

    /** Written by the emitting thread before it counts down. */
    private @Nullable Event<T> event;

    /** Written by the emitting thread before it counts down. */
    private @Nullable Throwable ending;

    Tracker(Executor threads) {
        this.threads = threads;
    }

    CompletableFuture<Event<T>> future() {
        return future;
    }

    @SuppressWarnings("unchecked") // the event that the emit of this tracker made
    void made(Event<?> event) {
        this.event = (Event<T>) event;
    }

    boolean isMade() {
        return event != null;
    }

    void endedBy(Throwable thrown) {
        ending = thrown;
    }

    /** Called before an event is offered to a mailbox. */
    void opened() {
        open.incrementAndGet();
    }

    void failed(Subscriber subscriber, HandlerFailure failure) {
        failures.add(new Failure(subscriber.slot.number, failure));
    }

    /** Called by the emitting thread after the last handler, when nobody has the future yet. */
    void emitted() {
        if (open.decrementAndGet() == 0) {
            complete();
        }
    }

    /** Called when a mailbox is done with the event. */
    void done() {
        if (open.decrementAndGet() == 0) {
            // On a thread of its own, for what depends on the future runs on the thread that completes it.
            threads.execute(this::complete);
        }
    }

    private void complete() {
        if (ending != null) {
            future.completeExceptionally(ending);
        } else if (failures.isEmpty()) {
            future.complete(event);
        } else {
            future.completeExceptionally(new HandlerException(failures.stream()
                    .sorted(Comparator.comparingLong(Failure::place))
                    .map(Failure::failure)
                    .toList()));
        }
    }
}
