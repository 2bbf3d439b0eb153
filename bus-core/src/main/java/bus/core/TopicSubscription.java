package bus.core;

import bus.api.Event;
import bus.api.Handler;
import bus.api.Registration;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reactive consumer as a handler: its mailbox takes a permit for each event, and what the consumer requests are the
 * permits.
 *
 * <p>Everything that changes is guarded by a lock, under which the consumer is never called. It is called by one thread
 * at a time: first by who subscribes, then by the mailbox with one event after the other, and last when the mailbox is
 * done.
 */
final class TopicSubscription<T> implements Flow.Subscription, Handler<T>, Permits {

    private final String key;
    private final FailureReporter reporter;
    private final Lock lock = new ReentrantLock();

    /** Null once it will hear nothing more, so that nothing is kept of it. */
    private Flow.@Nullable Subscriber<? super Event<T>> subscriber;

    private @Nullable Registration registration;

    /** How many events are requested and not begun. Nobody lives to see the end of {@code Long.MAX_VALUE}. */
    private long demand;

    /** What to run when there is demand again. */
    private @Nullable Runnable resume;

    /** Whether events are passed over. */
    private boolean stopped;

    /** What the consumer is told in the end, if it is not that all is well. */
    private @Nullable Throwable failure;

    TopicSubscription(String key, Flow.Subscriber<? super Event<T>> subscriber, FailureReporter reporter) {
        this.key = key;
        this.subscriber = subscriber;
        this.reporter = reporter;
    }

    /** Tells the consumer of its subscription, and registers the handler unless it has ended that already. */
    void begin(Supplier<Registration> register) {
        Flow.Subscriber<? super Event<T>> told = subscriber; // nobody else has this subscription yet
        if (told != null) {
            tell("onSubscribe", () -> told.onSubscribe(this));
        }
        if (!isStopped()) {
            try {
                begin(register.get());
                return;
            } catch (RuntimeException e) {
                stop(e);
            }
        }
        end();
    }

    @SuppressWarnings(
            "FutureReturnValueIgnored") // a registration is always drained at last, and the end throws nothing
    private void begin(Registration begun) {
        lock.lock();
        try {
            registration = begun;
        } finally {
            lock.unlock();
        }
        if (isStopped()) {
            begun.close(); // who stopped it did not know of the registration
        }
        begun.drained().thenRun(this::end);
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    // ---- The consumer ----

    @Override
    public void request(long events) {
        if (events <= 0) {
            stop(new IllegalArgumentException("a request must be for one event or more: request=" + events
                    + "; see rule 3.9 of Reactive Streams"));
            return;
        }
        add(events);
    }

    private void add(long events) {
        Runnable going;
        lock.lock();
        try {
            demand = demand + events < 0 ? Long.MAX_VALUE : demand + events;
            going = resume;
            if (going != null) {
                resume = null;
                demand--;
            }
        } finally {
            lock.unlock();
        }
        if (going != null) {
            going.run();
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            subscriber = null;
        } finally {
            lock.unlock();
        }
        stop(null);
    }

    /** Ends the handler, whose mailbox then passes over what still waits. */
    private void stop(@Nullable Throwable because) {
        Registration begun;
        Runnable going;
        lock.lock();
        try {
            if (!stopped) {
                stopped = true;
                failure = because;
            }
            begun = registration;
            going = resume;
            resume = null;
        } finally {
            lock.unlock();
        }
        if (begun != null) {
            begun.close();
        }
        if (going != null) {
            going.run();
        }
    }

    /** Tells the consumer that it will hear nothing more, if it does not know. */
    private void end() {
        Flow.Subscriber<? super Event<T>> told;
        Throwable because;
        lock.lock();
        try {
            stopped = true;
            told = subscriber;
            subscriber = null;
            because = failure;
            registration = null; // the consumer may keep this subscription for long
            resume = null;
        } finally {
            lock.unlock();
        }
        if (told != null && because != null) {
            tell("onError", () -> told.onError(because));
        } else if (told != null) {
            tell("onComplete", told::onComplete);
        }
    }

    /** Calls the consumer where no handler fails if it throws. */
    private void tell(String signal, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            cancel(); // rule 2.13
            reporter.failed("A subscriber failed: key=\"" + key + "\", signal=" + signal, thrown);
        }
    }

    // ---- The mailbox ----

    @Override
    public void handle(Event<T> event) {
        Flow.Subscriber<? super Event<T>> told;
        lock.lock();
        try {
            told = stopped ? null : subscriber;
        } finally {
            lock.unlock();
        }
        if (told != null) {
            try {
                told.onNext(event);
            } catch (Throwable thrown) {
                cancel(); // rule 2.13
                throw thrown;
            }
        }
    }

    @Override
    public boolean take(Runnable resume) {
        lock.lock();
        try {
            if (stopped) {
                return true;
            }
            if (demand > 0) {
                demand--;
                return true;
            }
            this.resume = resume;
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void giveBack() {
        add(1); // the mailbox may have come to wait for one meanwhile
    }

    @Override
    public void done() {
        // What was requested and has come is used up.
    }

    @Override
    public String toString() {
        return "Subscription[" + key + "]";
    }
}
