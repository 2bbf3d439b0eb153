package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Handler;
import bus.api.Registration;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.spi.BusConfiguration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The bus as its users see it: checks what it is given and hands it on. */
final class CoreBus implements Bus {

    private static final String REGISTERED = "give the one that was registered";

    private final Registry registry = new Registry();
    private final Dispatcher dispatcher;

    CoreBus(BusConfiguration configuration) {
        dispatcher = new Dispatcher(registry, configuration);
    }

    @Override
    public void registerTopics(String... names) {
        requireElements(names, "names");
        registry.registerTopics(Stream.of(names)
                .<Topic<?>>map(name -> Topic.of(name, Object.class))
                .toList());
    }

    @Override
    public void registerTopics(Topic<?>... topics) {
        requireElements(topics, "topics");
        registry.registerTopics(List.of(topics));
    }

    @Override
    public void deregisterTopics(String... names) {
        requireElements(names, "names");
        for (String name : names) {
            requireText("topic", name, REGISTERED);
        }
        registry.deregisterTopics(names);
    }

    @Override
    public <T> Registration registerHandler(String key, TopicMatcher<T> on, Handler<? super T> handler) {
        requireText("key", key, "give the handler a name of its own");
        requireNonNull(on, "on must not be null");
        requireNonNull(handler, "handler must not be null");
        return registry.registerHandler(key, on, handler);
    }

    @Override
    public boolean deregisterHandler(String key) {
        return registry.deregisterHandler(requireText("key", key, REGISTERED));
    }

    @Override
    public Set<String> topics() {
        return registry.topics();
    }

    @Override
    public Set<String> handlerKeys() {
        return registry.handlerKeys();
    }

    @Override
    public List<String> topicHandlerKeys(String topic) {
        return registry.topicHandlerKeys(requireText("topic", topic, REGISTERED));
    }

    @Override
    public Set<String> handlerTopicSubscriptions(String key) {
        return registry.handlerTopicSubscriptions(requireText("key", key, REGISTERED));
    }

    @Override
    public <T> Event<T> emit(Topic<T> topic, T data, EmitOptions options) {
        return dispatcher.emit(requireNonNull(topic, "topic must not be null").name(), data, options);
    }

    @Override
    public Event<Object> emit(String topic, Object data, EmitOptions options) {
        return dispatcher.emit(requireNonNull(topic, "topic must not be null"), data, options);
    }

    @Override
    public <T> Emitter<T> emitter(Topic<T> topic) {
        return new TopicEmitter<>(requireNonNull(topic, "topic must not be null"), dispatcher);
    }

    @Override
    public boolean isClosed() {
        return registry.isClosed();
    }

    @Override
    public void close() {
        registry.close();
    }

    @Override
    public String toString() {
        return "Bus[topics=" + registry.topics().size() + ", handlers="
                + registry.handlerKeys().size() + (isClosed() ? ", closed]" : "]");
    }

    private static void requireElements(Object[] elements, String name) {
        requireNonNull(elements, name + " must not be null");
        for (int i = 0; i < elements.length; i++) {
            int index = i;
            requireNonNull(elements[i], () -> name + "[" + index + "] must not be null");
        }
    }

    private static String requireText(String name, String value, String wayOut) {
        if (requireNonNull(value, name + " must not be null").isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank: " + name + "=\"" + value + "\"; " + wayOut);
        }
        return value;
    }
}
