package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.EmitOptions;
import bus.api.EmitScheduler;
import bus.api.ScheduledEmit;
import bus.api.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Checks what is to be emitted later, while its caller is there to be told, and gives it to an executor. */
record Scheduler(ScheduledExecutorService executor, Schedule schedule, Dispatcher dispatcher, InstantSource clock)
        implements EmitScheduler {

    @Override
    public <T> ScheduledEmit<T> emitLater(Duration delay, Topic<T> topic, T data, EmitOptions options) {
        requireNonNull(topic, "topic must not be null");
        return emitLater(delay, topic.name(), topic.payload(), data, options);
    }

    @Override
    public ScheduledEmit<Object> emitLater(Duration delay, String topic, Object data, EmitOptions options) {
        return emitLater(delay, topic, Object.class, data, options);
    }

    private <T> ScheduledEmit<T> emitLater(
            Duration delay, String topic, Class<T> payload, T data, EmitOptions options) {
        long nanos = CoreBus.nanos("delay", delay, "zero is to emit at once");
        CoreBus.requireText("topic", topic, CoreBus.REGISTERED);
        Dispatcher.checkGiven(data, options);
        RegisteredTopic.checkPayload(topic, payload, data);
        PendingEmit<T> emit = new PendingEmit<>(
                topic,
                requireNonNull(clock.instant(), "clock must not give null").plusNanos(nanos),
                () -> dispatcher.emit(topic, data, options),
                schedule);
        emit.start(executor, nanos);
        return emit;
    }

    @Override
    public String toString() {
        return "EmitScheduler[" + executor + "]";
    }
}
