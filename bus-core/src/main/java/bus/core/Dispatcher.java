package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.BusClosedException;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.spi.BusConfiguration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event and calls the handlers of its topic on the emitting thread, or gives it to their mailboxes.
 *
 * <p>An emit takes no lock. It reads the array of subscribers once, so that every handler which was registered then
 * gets the event once, whatever is registered meanwhile.
 */
final class Dispatcher {

    private final Registry registry;
    private final EventFactory events;
    private final Nesting nesting;
    private final FailurePolicy policy;
    private final FailureReporter reporter;
    private final Mailboxes mailboxes;
    private final Contexts contexts;

    /** Null if there are none; else no handler is called by itself. */
    private final @Nullable Observers observers;

    private final Unhandled unhandled;

    Dispatcher(
            Registry registry,
            Mailboxes mailboxes,
            @Nullable Observers observers,
            Unhandled unhandled,
            BusConfiguration configuration) {
        this.registry = registry;
        this.mailboxes = mailboxes;
        this.observers = observers;
        events = new EventFactory(configuration);
        nesting = mailboxes.nesting();
        policy = configuration.failurePolicy();
        reporter = mailboxes.reporter();
        contexts = mailboxes.contexts();
        this.unhandled = unhandled;
    }

    <T> Event<T> emit(String topicName, T data, EmitOptions options) {
        return emit(topicName, null, data, options);
    }

    /** The topic is looked up if it is not known, or has been deregistered since. */
    <T> Event<T> emit(String topicName, @Nullable RegisteredTopic known, T data, EmitOptions options) {
        return emit(topicName, known, data, options, null);
    }

    <T> CompletableFuture<Event<T>> emitTracked(String topicName, T data, EmitOptions options) {
        return emitTracked(topicName, null, data, options);
    }

    /** Throws only what keeps the event from being made; everything else is in the future. */
    <T> CompletableFuture<Event<T>> emitTracked(
            String topicName, @Nullable RegisteredTopic known, T data, EmitOptions options) {
        Tracker<T> tracker = new Tracker<>(mailboxes.threads());
        try {
            emit(topicName, known, data, options, tracker);
        } catch (RuntimeException | Error e) {
            if (!tracker.isMade()) {
                throw e;
            }
            tracker.endedBy(e);
        }
        tracker.emitted();
        return tracker.future();
    }

    /** Returns what to give to an emit as known, or null if there is no such topic. */
    @Nullable
    RegisteredTopic find(String topicName) {
        return registry.find(topicName);
    }

    private <T> Event<T> emit(
            String topicName,
            @Nullable RegisteredTopic known,
            T data,
            EmitOptions options,
            @Nullable Tracker<T> tracker) {
        checkGiven(data, options);
        @Nullable Object[] path = nesting.path();
        int[] depth = Nesting.depth(path);
        int outer = depth[Nesting.CELL];
        if (outer == 0 && registry.isClosed() && !Nesting.isHandling(path)) {
            throw new BusClosedException("bus must be open when an event is emitted: topic=\"" + topicName
                    + "\"; emit before Bus.close, or inside a handler that is still running");
        }
        RegisteredTopic topic = known == null ? registry.find(topicName) : known;
        Recipients recipients = topic == null ? null : topic.recipients();
        while (topic == null || recipients == null) { // it is not registered, or has been deregistered
            topic = registry.topic(topicName);
            recipients = topic.recipients();
        }
        topic.checkPayload(data);
        nesting.add(path, outer, topic.name);
        try {
            depth[Nesting.CELL] = outer + 1;
            EmittedEvent<T> event = events.create(topic.name, data, options);
            if (tracker != null) {
                tracker.made(event);
            }
            deliver(event, topic, recipients, path, tracker);
            return event;
        } catch (VirtualMachineError e) {
            path[Nesting.ENDING] = e;
            throw e;
        } finally {
            // Plain writes need no stack, so that the path is right also after a StackOverflowError.
            depth[Nesting.CELL] = outer;
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

    /**
     * Calls the handlers that need no more than a call, as long as they return and nothing changes. All else is left to
     * the other loop, which is right for these handlers too: but to call a hundred of them it takes half as long again.
     */
    private void deliver(
            EmittedEvent<?> event,
            RegisteredTopic topic,
            Recipients recipients,
            @Nullable Object[] path,
            @Nullable Tracker<?> tracker) {
        Subscriber[] subscribers = recipients.subscribers();
        if (path[Nesting.ENDING] != null || topic.recipients() != recipients) { // by a clock or an id generator
            goOn(event, subscribers, -1, null, path, tracker);
            return;
        }
        Event<Object> typed = Parcel.typed(event);
        Handler<Object>[] direct = recipients.direct();
        for (int i = 0; i < direct.length; i++) {
            try {
                direct[i].handle(typed);
            } catch (Throwable thrown) {
                goOn(event, subscribers, i, thrown, path, tracker);
                return;
            }
            if (path[Nesting.ENDING] != null || topic.recipients() != recipients) {
                goOn(event, subscribers, i, null, path, tracker);
                return;
            }
        }
        if (direct.length == 0 || direct.length < subscribers.length) {
            goOn(event, subscribers, direct.length - 1, null, path, tracker);
        }
    }

    /** Delivers to all that come after the last one who was called, after what that one has thrown if it has. */
    private void goOn(
            EmittedEvent<?> event,
            Subscriber[] subscribers,
            int last,
            @Nullable Throwable lastThrown,
            @Nullable Object[] path,
            @Nullable Tracker<?> tracker) {
        // From the start, as nobody is called by himself if there are observers.
        ObservedEmit observed = observers == null ? null : observers.emitting(event);
        if (observed == null) {
            goOn(event, subscribers, last, lastThrown, path, tracker, null);
            return;
        }
        try {
            goOn(event, subscribers, last, lastThrown, path, tracker, observed);
        } finally {
            observed.ended();
        }
    }

    private void goOn(
            EmittedEvent<?> event,
            Subscriber[] subscribers,
            int last,
            @Nullable Throwable lastThrown,
            @Nullable Object[] path,
            @Nullable Tracker<?> tracker,
            @Nullable ObservedEmit observed) {
        Failures failures = null;
        Object entry = null; // for mailboxes, if there are any
        Subscriber called = last < 0 ? null : subscribers[last];
        Throwable thrown = lastThrown;
        int next = last + 1;
        while (true) {
            if (thrown instanceof VirtualMachineError) {
                path[Nesting.ENDING] = thrown;
            } else if (thrown != null && called != null && thrown != path[Nesting.ENDING]) {
                failures = failures == null ? new Failures(event, policy, reporter, tracker, observed) : failures;
                failures.failed(called, thrown);
            }
            if (path[Nesting.ENDING] instanceof Throwable ending) {
                failures = failures == null ? new Failures(event, policy, reporter, tracker, observed) : failures;
                failures.end(subscribers, next, ending);
                throw Nesting.rethrow(ending);
            }
            while (next < subscribers.length && subscribers[next].slot.deregistered) {
                next++;
            }
            if (next == subscribers.length) {
                break;
            }
            called = subscribers[next++];
            thrown = null;
            try {
                if (called.intake != null) {
                    entry = entry == null ? Parcel.entry(event, tracker, contexts.capture(), observed) : entry;
                    Subscriber target = offer(called, entry);
                    if (target == null) {
                        continue;
                    }
                    called = target;
                }
                if (observed == null) {
                    called.handler.handle(Parcel.typed(event));
                } else {
                    observed.call(called, event);
                }
                if (called.delivered != null) {
                    called.delivered.increment();
                }
            } catch (Throwable t) {
                thrown = t;
            }
        }
        if (subscribers.length == 0) {
            unhandled.event(event, observed);
            if (path[Nesting.ENDING] instanceof Throwable ending) { // by an emit of its hook
                throw Nesting.rethrow(ending);
            }
        }
        if (failures != null) {
            failures.end();
        }
    }

    /**
     * Gives an event to a mailbox. Where the handler was replaced meanwhile, the one that has its place gets the event,
     * so that none is lost to the key: it is returned if it runs on this thread.
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
