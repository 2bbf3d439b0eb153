package bus.benchmarks;

import bus.api.Bus;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an emit costs as topics and handlers become many. Every topic has the same one handler, which does nothing.
 *
 * <p>An emit is given the string with which the topic was registered, as from a constant of an application: its hash is
 * known, and the look-up finds the same object. An equal string that is another object would cost a comparison more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrowthBenchmark {

    /** How many topics emits go to in turn, however many there are. */
    private static final int HOT = 10;

    private static final String DATA = "data";

    /** How many topics there are. */
    @Param({"10", "1000", "100000"})
    public int topics;

    /** How many handlers there are besides, each on a topic of its own that is not registered. */
    @Param({"0", "10000"})
    public int others;

    private final Bus bus = Bus.builder().idGenerator("snowflake").build();
    private String[] hot = {};
    private String[] all = {};
    private Emitter<Object> emitter = bus.emitter(Topic.of("none", Object.class));

    /** Which topic a thread emits to next. */
    @State(Scope.Thread)
    public static class Cursor {

        private int at;

        String next(String[] names) {
            at = at + 1 < names.length ? at + 1 : 0;
            return names[at];
        }
    }

    /** Registers all. */
    @Setup
    public void register() {
        String[] names = TopicNames.of(topics);
        bus.registerTopics(names);
        bus.registerHandler("handler", TopicMatcher.wildcard("orders.#"), event -> {});
        for (int i = 0; i < others; i++) {
            bus.registerHandler("other." + i, Topic.of("payments.created." + i, Object.class), event -> {});
        }
        hot = new String[HOT];
        Arrays.setAll(hot, i -> names[topics / HOT * i]);
        all = names.clone();
        Collections.shuffle(Arrays.asList(all), new Random(1));
        emitter = bus.emitter(Topic.of(hot[0], Object.class));
    }

    /** Ends it. */
    @TearDown
    public void close() {
        bus.close();
    }

    /**
     * Emits to one of a few topics.
     *
     * @param cursor knows which
     * @return the event
     */
    @Benchmark
    public Event<Object> hotTopics(Cursor cursor) {
        return bus.emit(cursor.next(hot), DATA);
    }

    /**
     * Emits to a single topic.
     *
     * @return the event
     */
    @Benchmark
    public Event<Object> emitter() {
        return emitter.emit(DATA);
    }

    /**
     * Emits to all topics in an order that no cache foresees.
     *
     * @param cursor knows which is next
     * @return the event
     */
    @Benchmark
    public Event<Object> anyTopic(Cursor cursor) {
        return bus.emit(cursor.next(all), DATA);
    }
}
