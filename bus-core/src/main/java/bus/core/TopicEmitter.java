package bus.core;

import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Topic;
import java.util.concurrent.CompletableFuture;

/** Emits to one topic of a bus. */
record TopicEmitter<T>(Topic<T> topic, Dispatcher dispatcher) implements Emitter<T> {

    @Override
    public Event<T> emit(T data, EmitOptions options) {
        return dispatcher.emit(topic.name(), data, options);
    }

    @Override
    public CompletableFuture<Event<T>> emitTracked(T data, EmitOptions options) {
        return dispatcher.emitTracked(topic.name(), data, options);
    }

    @Override
    public String toString() {
        return "Emitter[" + topic + "]";
    }
}
