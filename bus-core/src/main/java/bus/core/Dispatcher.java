package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.spi.BusConfiguration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Makes an event and calls the handlers of its topic, on the emitting thread.
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

    Dispatcher(Registry registry, BusConfiguration configuration) {
        this.registry = registry;
        events = new EventFactory(configuration);
        nesting = new Nesting(configuration.depthLimit());
        policy = configuration.failurePolicy();
        reporter = new FailureReporter(configuration.errorHandler(), System.getLogger(Bus.class.getName()));
    }

    <T> Event<T> emit(String topicName, T data, EmitOptions options) {
        requireNonNull(data, "data must not be null");
        requireNonNull(options, "options must not be null");
        if (data instanceof EmitOptions) {
            throw new IllegalArgumentException("data must not be EmitOptions: data=" + data
                    + "; the payload is missing, give it before the options");
        }
        ArrayList<Object> path = nesting.path();
        int depth = path.size();
        if (depth == 0 && registry.isClosed()) {
            throw new BusClosedException("bus must be open when an event is emitted: topic=\"" + topicName
                    + "\"; emit before Bus.close, or inside a handler that is still running");
        }
        RegisteredTopic topic = registry.topic(topicName);
        topic.checkPayload(data);
        nesting.requireRoom(path, topicName);
        EmittedEvent<T> event = events.create(topic.name, data, options);
        Subscriber[] subscribers = topic.subscribers();
        try {
            path.add(topic.name);
            deliver(event, subscribers, path);
        } finally {
            Nesting.leave(path, depth);
        }
        return event;
    }

    private void deliver(EmittedEvent<?> event, Subscriber[] subscribers, ArrayList<Object> path) {
        int depth = path.size();
        Failures failures = null;
        for (int i = 0; i < subscribers.length; i++) {
            Subscriber subscriber = subscribers[i];
            if (subscriber.place.left) {
                continue;
            }
            try {
                call(subscriber, event);
            } catch (Throwable thrown) {
                failures = failed(failures, event, subscriber, thrown, path, depth);
            }
            if (path.size() != depth) {
                Throwable ending = Nesting.ending(path, depth);
                if (ending != null) {
                    skip(failures, event, subscribers, i + 1, ending);
                    throw Nesting.rethrow(ending);
                }
            }
        }
        if (failures != null) {
            failures.throwCollected();
        }
    }

    @SuppressWarnings("unchecked") // the payload was checked, and every handler expects a supertype of it
    private static void call(Subscriber subscriber, EmittedEvent<?> event) throws Exception {
        subscriber.handler.handle((Event<Object>) event);
    }

    /** Notes what a handler threw, unless that is what ends all emits of this thread. */
    private @Nullable Failures failed(
            @Nullable Failures failures,
            Event<?> event,
            Subscriber subscriber,
            Throwable thrown,
            ArrayList<Object> path,
            int depth) {
        if (path.size() != depth && Nesting.ending(path, depth) == thrown) {
            return failures;
        }
        if (thrown instanceof VirtualMachineError) {
            Nesting.end(path, thrown);
            return failures;
        }
        Failures noted = failures == null ? new Failures(event, policy, reporter) : failures;
        noted.failed(subscriber, thrown);
        return noted;
    }

    private void skip(
            @Nullable Failures failures, Event<?> event, Subscriber[] subscribers, int from, Throwable cause) {
        Failures noted = failures == null ? new Failures(event, policy, reporter) : failures;
        noted.reportCollected();
        for (int i = from; i < subscribers.length; i++) {
            if (!subscribers[i].place.left) {
                noted.skipped(subscribers[i], cause);
            }
        }
    }
}
