package bus.benchmarks;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Handler;
import bus.api.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How long an event takes whose handler computes for 20 microseconds, on two processors: one event at a time, or two.
 * The limits are the same work in plain loops, on one thread and on two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkBenchmark {

    private static final int EVENTS = 10_000;
    private static final long WORK = TimeUnit.MICROSECONDS.toNanos(20);
    private static final int SAMPLE = 5_000_000;
    private static final int SAMPLES = 20;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Topic<Integer> TOPIC = Topic.of("topic", Integer.class);

    /** How events are handled. */
    @Param({"loop", "ordered", "two loops", "unordered", "keyed", "completing"})
    public String how = "";

    private final Bus bus = Bus.builder().idGenerator("snowflake").build();
    private final ExecutorService two = Executors.newFixedThreadPool(2);
    private long tokens;

    /** Finds out how much work that is, and registers a handler. */
    @Setup
    public void connect() {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            long begin = System.nanoTime();
            Blackhole.consumeCPU(SAMPLE);
            fastest = Math.min(fastest, System.nanoTime() - begin);
        }
        tokens = SAMPLE * WORK / fastest;
        bus.registerTopics(TOPIC);
        Handler<Integer> handler = event -> Blackhole.consumeCPU(tokens);
        Delivery<Object> async = Delivery.async();
        switch (how) {
            case "loop", "two loops" -> {}
            case "ordered" -> bus.registerHandler("handler", TOPIC, async, handler);
            case "unordered" -> bus.registerHandler("handler", TOPIC, async.unordered(2), handler);
            case "keyed" -> bus.registerHandler("handler", TOPIC, async.keyed(event -> event.data(), 16), handler);
            case "completing" ->
                bus.registerHandler(
                        "handler",
                        TOPIC,
                        async,
                        Handler.completing(
                                event -> CompletableFuture.runAsync(() -> Blackhole.consumeCPU(tokens), two), 16));
            default -> throw new IllegalArgumentException("how must be known: how=" + how + "; see the parameter");
        }
    }

    /**
     * Ends it.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    @TearDown
    public void disconnect() throws InterruptedException {
        bus.close();
        two.shutdownNow();
    }

    /**
     * Has all events handled.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws ExecutionException if a loop fails
     */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public void handle() throws InterruptedException, ExecutionException {
        switch (how) {
            case "loop" -> work(EVENTS);
            case "two loops" -> {
                List<Future<?>> loops = new ArrayList<>();
                loops.add(two.submit(() -> work(EVENTS / 2)));
                loops.add(two.submit(() -> work(EVENTS / 2)));
                for (Future<?> loop : loops) {
                    loop.get();
                }
            }
            default -> {
                for (int i = 0; i < EVENTS; i++) {
                    bus.emit(TOPIC, i);
                }
                if (!bus.awaitIdle(LIMIT)) {
                    throw new IllegalStateException("bus must become idle: " + bus.snapshot());
                }
            }
        }
    }

    private void work(int events) {
        for (int i = 0; i < events; i++) {
            Blackhole.consumeCPU(tokens);
        }
    }
}
