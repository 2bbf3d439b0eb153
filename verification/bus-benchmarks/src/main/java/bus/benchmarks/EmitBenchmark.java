package bus.benchmarks;

import static reactor.core.publisher.Sinks.EmitResult.FAIL_NON_SERIALIZED;

import bus.api.Event;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Sinks.EmitResult;

/**
 * The time of an emit to handlers that do nothing, on the emitting thread: of the bus, of the limits written by hand,
 * and of the peers. All handlers do the same, each is an object of its own, and they are of three classes in turn. The
 * peers make no event, no id and no time; that of Spring is made before.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EmitBenchmark {

    /**
     * The limit of any delivery: a plain loop over the handlers of {@link #bare}, with an event as it makes one.
     *
     * @param loop the handlers and the event
     * @throws Exception if a handler fails
     */
    @Benchmark
    public void loop(EmitSubjects.Loop loop) throws Exception {
        HandWrittenBus.deliver(loop.event, loop.handlers);
    }

    /**
     * The limit of {@link #bare}: the topic is looked up, an event made, and the handlers called.
     *
     * @param limits the bus written by hand
     * @param given what is emitted
     * @return the event
     * @throws Exception if a handler fails
     */
    @Benchmark
    public Event<Order> lookup(EmitSubjects.HandWritten limits, EmitSubjects.Given given) throws Exception {
        return limits.bus.emit(given.topic, given.order, given.time, given.id, given.txId);
    }

    /**
     * The limit of {@link #full}: in addition the clock is read once, for a time and for a number that becomes the id
     * when read.
     *
     * @param limits the bus written by hand
     * @param given what is emitted
     * @return the event
     * @throws Exception if a handler fails
     */
    @Benchmark
    public Event<Order> limit(EmitSubjects.HandWritten limits, EmitSubjects.Given given) throws Exception {
        return limits.bus.emit(given.topic, given.order);
    }

    /**
     * Emits by an emitter, with options that hold id, transaction and time.
     *
     * @param ours the bus
     * @param given what is emitted
     * @return the event
     */
    @Benchmark
    public Event<Order> bare(EmitSubjects.Ours ours, EmitSubjects.Given given) {
        return ours.emitter.emit(given.order, ours.options);
    }

    /**
     * Emits to a topic by its name, with an id, a transaction and a time of the event's own.
     *
     * @param ours the bus
     * @param given what is emitted
     * @return the event
     */
    @Benchmark
    public Event<Object> full(EmitSubjects.Ours ours, EmitSubjects.Given given) {
        return ours.bus.emit(given.topic, given.order);
    }

    /**
     * Posts by Guava.
     *
     * @param peer the bus
     * @param given what is posted
     */
    @Benchmark
    public void guava(EmitSubjects.Guava peer, EmitSubjects.Given given) {
        peer.bus.post(given.order);
    }

    /**
     * Posts by greenrobot.
     *
     * @param peer the bus
     * @param given what is posted
     */
    @Benchmark
    public void greenrobot(EmitSubjects.Greenrobot peer, EmitSubjects.Given given) {
        peer.bus.post(given.order);
    }

    /**
     * Publishes by MBassador.
     *
     * @param peer the bus
     * @param given what is published
     * @return what MBassador says of it
     */
    @Benchmark
    public Object mbassador(EmitSubjects.MBassador peer, EmitSubjects.Given given) {
        return peer.bus.publish(given.order);
    }

    /**
     * Multicasts by Spring.
     *
     * @param peer the multicaster and an event
     */
    @Benchmark
    public void spring(EmitSubjects.Spring peer) {
        peer.multicaster.multicastEvent(peer.event);
    }

    /**
     * Emits by a sink of Reactor, which refuses what two threads emit at once: it is tried again.
     *
     * @param peer the sink
     * @param given what is emitted
     */
    @Benchmark
    public void reactor(EmitSubjects.Reactor peer, EmitSubjects.Given given) {
        EmitResult result = peer.sink.tryEmitNext(given.order);
        while (result == FAIL_NON_SERIALIZED) {
            Thread.onSpinWait();
            result = peer.sink.tryEmitNext(given.order);
        }
        result.orThrow();
    }
}
