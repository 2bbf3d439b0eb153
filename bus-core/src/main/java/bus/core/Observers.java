package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.CloseReport;
import bus.api.Event;
import bus.api.Topic;
import bus.api.spi.BusConfiguration;
import bus.api.spi.BusObserver;
import bus.api.spi.EmitObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The observers of a bus as one: keeps what they throw from the bus and from each other. */
final class Observers {

    private final List<BusObserver> observers;
    private final FailureReporter reporter;

    /** Of each of them. */
    private final List<FallingRate> failures;

    /** What has been registered and deregistered and is not told yet. */
    private final Queue<Consumer<BusObserver>> announcements = new ConcurrentLinkedQueue<>();

    /**
     * Whether somebody tells them at this moment: they are told one after the other, with a happens-before edge in
     * between.
     */
    private final AtomicBoolean telling = new AtomicBoolean();

    /** Returns those of a configuration, also who looks for slow handlers. */
    static Observers of(BusConfiguration configuration, Mailboxes mailboxes) {
        List<BusObserver> all = new ArrayList<>(configuration.observers());
        configuration
                .slowHandlerThreshold()
                .ifPresent(threshold -> all.add(new SlowHandlers(
                        CoreBus.nanos("slowHandlerThreshold", threshold, ""),
                        System::nanoTime,
                        SlowHandlers.alarm(mailboxes.threads()),
                        mailboxes.reporter())));
        return new Observers(all, mailboxes.reporter());
    }

    Observers(List<BusObserver> observers, FailureReporter reporter) {
        this.observers = observers;
        this.reporter = reporter;
        failures = observers.stream().map(observer -> new FallingRate()).toList();
    }

    // ---- What is registered: noted under the lock, and so in the order of the changes, and told without it ----

    void topicsRegistered(List<Topic<?>> topics) {
        announcements.add(observer -> observer.topicsRegistered(topics));
    }

    void topicsDeregistered(List<Topic<?>> topics) {
        announcements.add(observer -> observer.topicsDeregistered(topics));
    }

    /** In the place of an earlier one with its key, if there was one. */
    void handlerRegistered(Subscriber subscriber, @Nullable Subscriber earlier) {
        if (earlier != null) {
            handlerDeregistered(earlier);
        }
        announcements.add(observer -> observer.handlerRegistered(subscriber));
    }

    void handlerDeregistered(Subscriber subscriber) {
        announcements.add(observer -> observer.handlerDeregistered(subscriber));
    }

    /**
     * Called without the lock, after something was noted. If another thread tells at this moment, or this one does
     * further down its stack, that one goes on.
     */
    void tellAnnounced() {
        while (!announcements.isEmpty() && telling.compareAndSet(false, true)) {
            for (Consumer<BusObserver> next = announcements.poll(); next != null; next = announcements.poll()) {
                tell(next);
            }
            telling.set(false);
        }
    }

    void closed(CloseReport report) {
        tell(observer -> observer.closed(report));
    }

    private void tell(Consumer<BusObserver> message) {
        for (int i = 0; i < observers.size(); i++) {
            tell(i, observers.get(i), message);
        }
    }

    /** Returns null if nobody wants to know of the emit, which then goes its way as if it were not observed. */
    @Nullable
    ObservedEmit emitting(Event<?> event) {
        @Nullable EmitObserver[] emits = null;
        for (int i = 0; i < observers.size(); i++) {
            EmitObserver emit = ask(i, observers.get(i), observer -> observer.emitting(event));
            if (emit != null && emit != EmitObserver.none()) {
                emits = emits == null ? new EmitObserver[observers.size()] : emits;
                emits[i] = emit;
            }
        }
        return emits == null ? null : new ObservedEmit(this, emits, event);
    }

    /** Tells one of the observers, or what it has given. */
    <P> void tell(int index, P part, Consumer<P> message) {
        try {
            message.accept(part);
        } catch (Throwable thrown) {
            failed(index, thrown);
        }
    }

    /** Asks one of the observers, or what it has given; null if it fails, or gives nothing. */
    <P, R> @Nullable R ask(int index, P part, Function<P, R> question) {
        try {
            return requireNonNull(
                    question.apply(part), "observer must not give null; there is one that wants to know nothing");
        } catch (Throwable thrown) {
            failed(index, thrown);
            return null;
        }
    }

    private void failed(int index, Throwable thrown) {
        long number = failures.get(index).next();
        if (number > 0) {
            reporter.failed(
                    "An observer failed: observer="
                            + observers.get(index).getClass().getName() + ", failures so far=" + number,
                    thrown);
        }
    }
}
