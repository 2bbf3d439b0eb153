package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.spi.BusConfiguration;
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
        @Nullable Object[] path = nesting.path();
        int[] depth = Nesting.depth(path);
        int outer = depth[0];
        if (outer == 0 && registry.isClosed()) {
            throw new BusClosedException("bus must be open when an event is emitted: topic=\"" + topicName
                    + "\"; emit before Bus.close, or inside a handler that is still running");
        }
        RegisteredTopic topic = registry.topic(topicName);
        topic.checkPayload(data);
        nesting.add(path, outer, topic.name);
        try {
            depth[0] = outer + 1;
            EmittedEvent<T> event = events.create(topic.name, data, options);
            deliver(event, topic.subscribers(), path);
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

    private void deliver(EmittedEvent<?> event, Subscriber[] subscribers, @Nullable Object[] path) {
        Failures failures = null;
        for (int i = 0; i < subscribers.length; i++) {
            Subscriber subscriber = subscribers[i];
            if (subscriber.slot.deregistered) {
                continue;
            }
            try {
                call(subscriber, event);
            } catch (VirtualMachineError e) {
                path[Nesting.ENDING] = e;
            } catch (Throwable thrown) {
                if (thrown != path[Nesting.ENDING]) {
                    failures = failures == null ? new Failures(event, policy, reporter) : failures;
                    failures.failed(subscriber, thrown);
                }
            }
            if (path[Nesting.ENDING] instanceof Throwable ending) {
                failures = failures == null ? new Failures(event, policy, reporter) : failures;
                failures.end(subscribers, i + 1, ending);
                throw Nesting.rethrow(ending);
            }
        }
        if (failures != null) {
            failures.end();
        }
    }

    @SuppressWarnings("unchecked") // the payload was checked, and every handler expects a supertype of it
    private static void call(Subscriber subscriber, EmittedEvent<?> event) throws Exception {
        subscriber.handler.handle((Event<Object>) event);
    }
}
