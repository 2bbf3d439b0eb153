package bus.core;

import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Topic;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Emits to one topic of a bus, which it looks up once as long as it stays registered. */
final class TopicEmitter<T> implements Emitter<T> {

    private final Topic<T> topic;
    private final Dispatcher dispatcher;

    /**
     * Null until the first emit. Written without a lock by every thread that finds it null or deregistered, which is a
     * benign race: each writes a topic that it has found in the registry, and whoever sees one without its recipients
     * looks it up again.
     */
    private @Nullable RegisteredTopic known;

    TopicEmitter(Topic<T> topic, Dispatcher dispatcher) {
        this.topic = topic;
        this.dispatcher = dispatcher;
    }

    @Override
    public Topic<T> topic() {
        return topic;
    }

    @Override
    public Event<T> emit(T data, EmitOptions options) {
        return dispatcher.emit(topic.name(), known(), data, options);
    }

    @Override
    public CompletableFuture<Event<T>> emitTracked(T data, EmitOptions options) {
        return dispatcher.emitTracked(topic.name(), known(), data, options);
    }

    private @Nullable RegisteredTopic known() {
        RegisteredTopic found = known;
        if (found == null || found.recipients() == null) {
            found = dispatcher.find(topic.name());
            known = found;
        }
        return found;
    }

    @Override
    public String toString() {
        return "Emitter[" + topic + "]";
    }
}
