package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.BusClosedException;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.spi.BusConfiguration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event and calls the handlers of its topic on the emitting thread, or gives it to their mailboxes.
 *
 * <p>An emit takes no lock. It reads the array of subscribers once, so that every handler which was registered then gets
 * the event once, whatever is registered meanwhile.
 */
final class Dispatcher {

    private final Registry registry;
    private final EventFactory events;
    private final Nesting nesting;
    private final FailurePolicy policy;
    private final FailureReporter reporter;
    private final Mailboxes mailboxes;
    private final Contexts contexts;
    private final boolean statistics;

    Dispatcher(Registry registry, Mailboxes mailboxes, BusConfiguration configuration) {
        this.registry = registry;
        this.mailboxes = mailboxes;
        events = new EventFactory(configuration);
        nesting = mailboxes.nesting();
        policy = configuration.failurePolicy();
        reporter = mailboxes.reporter();
        contexts = mailboxes.contexts();
        statistics = configuration.statistics();
    }

    <T> Event<T> emit(String topicName, T data, EmitOptions options) {
        return emit(topicName, data, options, null);
    }

    /** Throws only what keeps the event from being made; everything else is in the future. */
    <T> CompletableFuture<Event<T>> emitTracked(String topicName, T data, EmitOptions options) {
        Tracker<T> tracker = new Tracker<>(mailboxes.threads());
        try {
            emit(topicName, data, options, tracker);
        } catch (RuntimeException | Error e) {
            if (!tracker.isMade()) {
                throw e;
            }
            tracker.endedBy(e);
        }
        tracker.emitted();
        return tracker.future();
    }

    private <T> Event<T> emit(String topicName, T data, EmitOptions options, @Nullable Tracker<T> tracker) {
        checkGiven(data, options);
        @Nullable Object[] path = nesting.path();
        int[] depth = Nesting.depth(path);
        int outer = depth[0];
        if (outer == 0 && registry.isClosed() && !Nesting.isHandling(path)) {
            throw new BusClosedException("bus must be open when an event is emitted: topic=\"" + topicName
                    + "\"; emit before Bus.close, or inside a handler that is still running");
        }
        RegisteredTopic topic = registry.topic(topicName);
        topic.checkPayload(data);
        nesting.add(path, outer, topic.name);
        try {
            depth[0] = outer + 1;
            EmittedEvent<T> event = events.create(topic.name, data, options);
            if (tracker != null) {
                tracker.made(event);
            }
            deliver(event, topic.subscribers(), path, tracker);
            return event;
        } catch (VirtualMachineError e) {
            path[Nesting.ENDING] = e;
            throw e;
        } finally {
            // Plain writes need no stack, so that the path is right also after a StackOverflowError.
            depth[0] = outer;
            if (outer == 0) {
                path[Nesting.ENDING] = null;
            }
        }
    }

    /** Refuses what no topic takes. */
    static void checkGiven(Object data, EmitOptions options) {
        requireNonNull(data, "data must not be null");
        requireNonNull(options, "options must not be null");
        if (data instanceof EmitOptions) {
            throw new IllegalArgumentException("data must not be EmitOptions: data=" + data
                    + "; the payload is missing, give it before the options");
        }
    }

    private void deliver(
            EmittedEvent<?> event, Subscriber[] subscribers, @Nullable Object[] path, @Nullable Tracker<?> tracker) {
        Failures failures = null;
        Object entry = null; // for mailboxes, if there are any
        for (int i = 0; i < subscribers.length; i++) {
            Subscriber subscriber = subscribers[i];
            if (subscriber.slot.deregistered) {
                continue;
            }
            Subscriber called = subscriber;
            try {
                if (subscriber.intake != null) {
                    entry = entry == null ? Parcel.entry(event, tracker, contexts.capture()) : entry;
                    called = offer(subscriber, entry);
                }
                if (called != null) {
                    called.handler.handle(Parcel.typed(event));
                    if (statistics) {
                        called.delivered.increment();
                    }
                }
            } catch (VirtualMachineError e) {
                path[Nesting.ENDING] = e;
            } catch (Throwable thrown) {
                if (thrown != path[Nesting.ENDING]) {
                    failures = failures == null ? new Failures(event, policy, reporter, tracker) : failures;
                    failures.failed(called == null ? subscriber : called, thrown);
                }
            }
            if (path[Nesting.ENDING] instanceof Throwable ending) {
                failures = failures == null ? new Failures(event, policy, reporter, tracker) : failures;
                failures.end(subscribers, i + 1, ending);
                throw Nesting.rethrow(ending);
            }
        }
        if (failures != null) {
            failures.end();
        }
    }

    /**
     * Gives an event to a mailbox. Where the handler was replaced meanwhile, the one that has its place gets the event, so that
     * none is lost to the key: it is returned if it runs on this thread.
     */
    private static @Nullable Subscriber offer(Subscriber subscriber, Object entry) {
        Subscriber target = subscriber;
        while (target.intake != null) {
            if (target.intake.offer(entry)) {
                return null;
            }
            Subscriber current = target.slot.current;
            if (current == null
                    || current == target
                    || !current.on.matches(Parcel.event(entry).topic())) {
                target.intake.skip();
                return null;
            }
            target = current;
        }
        return target;
    }
}
