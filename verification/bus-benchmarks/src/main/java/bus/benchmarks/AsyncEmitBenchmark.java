package bus.benchmarks;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Topic;
import com.google.common.eventbus.AsyncEventBus;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageProducer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.greenrobot.eventbus.EventBus;
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

/**
 * How many events a second get from those who emit to one handler on another thread. Those of the bus, and those with
 * which the publisher is fed, have an id and a time; the other peers make no event, no id and no time. Guava, Vert.x
 * and greenrobot have no bound, so that nobody waits for room there: with them compares a mailbox which has room for
 * all.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AsyncEmitBenchmark {

    private static final Topic<String> TOPIC = Topic.of("topic", String.class);

    /** Who gets the events to the handler. */
    @Param({"bus", "bus, room for all", "SubmissionPublisher", "Guava AsyncEventBus", "Vert.x", "greenrobot ASYNC"})
    public String how = "";

    /** How many threads emit. */
    @Param({"1", "2"})
    public int producers;

    private Load load = new Load(1);
    private Runnable put = () -> {};
    private AutoCloseable end = () -> {};

    /** Connects a handler. */
    @Setup
    public void connect() {
        load = new Load(producers);
        switch (how) {
            case "bus" -> connectBus(Delivery.DEFAULT_CAPACITY);
            case "bus, room for all" -> connectBus(Load.EVENTS);
            case "SubmissionPublisher" -> connectPublisher();
            case "Guava AsyncEventBus" -> connectGuava();
            case "Vert.x" -> connectVertx();
            case "greenrobot ASYNC" -> connectGreenrobot();
            default -> throw new IllegalArgumentException("how must be known: how=" + how + "; see the parameter");
        }
    }

    private static Bus bus() {
        Bus bus = Bus.builder().idGenerator("snowflake").build();
        bus.registerTopics(TOPIC);
        return bus;
    }

    private void connectBus(int capacity) {
        Bus bus = bus();
        bus.registerHandler("handler", TOPIC, Delivery.async().capacity(capacity), event -> load.taken());
        put = () -> bus.emit(TOPIC, "data");
        end = bus;
    }

    private void connectPublisher() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        SubmissionPublisher<Event<String>> publisher = new SubmissionPublisher<>(thread, Delivery.DEFAULT_CAPACITY);
        publisher.subscribe(new Flow.Subscriber<>() {

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Event<String> event) {
                load.taken();
            }

            @Override
            public void onError(Throwable thrown) {
                throw new IllegalStateException(thrown);
            }

            @Override
            public void onComplete() {}
        });
        Bus bus = bus();
        bus.registerHandler("feeds", TOPIC, publisher::submit);
        put = () -> bus.emit(TOPIC, "data");
        end = () -> {
            publisher.close();
            thread.shutdownNow();
        };
    }

    private void connectGuava() {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        AsyncEventBus bus = new AsyncEventBus(thread);
        bus.register(new Peers.GuavaHandler(load));
        put = () -> bus.post("data");
        end = thread::shutdownNow;
    }

    private void connectVertx() {
        Vertx vertx = Vertx.vertx();
        vertx.eventBus().<String>localConsumer("topic", message -> load.taken());
        MessageProducer<String> producer = vertx.eventBus().publisher("topic");
        put = () -> producer.write("data");
        end = () -> vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void connectGreenrobot() {
        ExecutorService threads = Executors.newCachedThreadPool();
        EventBus bus = EventBus.builder().executorService(threads).build();
        bus.register(new Peers.GreenrobotHandler(load));
        put = () -> bus.post("data");
        end = threads::shutdownNow;
    }

    /**
     * Ends it.
     *
     * @throws Exception if it fails
     */
    @TearDown
    public void disconnect() throws Exception {
        end.close();
        load.close();
    }

    /**
     * Emits events, and waits until they have been handled.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws ExecutionException if the other thread failed
     */
    @Benchmark
    @OperationsPerInvocation(Load.EVENTS)
    public void emit() throws InterruptedException, ExecutionException {
        load.run(put);
    }
}
