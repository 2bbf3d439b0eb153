package bus.core;

import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Topic;
import bus.benchmarks.Load;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
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

/**
 * How many events a second go through a mailbox alone, beside queues of the JDK: the events exist already. One that has
 * room for all compares with the queue that has no bound. It stands in the package of the core, as mailboxes are not to
 * be had without a bus.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MailboxBenchmark {

    /** What events go through. */
    @Param({
        "mailbox",
        "ArrayBlockingQueue",
        "mailbox, room for all",
        "ArrayBlockingQueue, room for all",
        "ConcurrentLinkedQueue"
    })
    public String how = "";

    /** How many threads put events. */
    @Param({"1", "2"})
    public int producers;

    private Load load = new Load(1);
    private Runnable put = () -> {};
    private Thread consumer = new Thread();

    /** Connects the ends. */
    @Setup
    public void connect() {
        load = new Load(producers);
        EmittedEvent<?> event = new EmittedEvent.WithId<>("topic", "data", EmitOptions.none(), 0, "id");
        int capacity = how.endsWith(", room for all") ? Load.EVENTS : Delivery.DEFAULT_CAPACITY;
        switch (how.replaceFirst(",.*", "")) {
            case "mailbox" -> {
                Mailboxes mailboxes = new Mailboxes(
                        new FailureReporter(
                                failure -> {
                                    throw new IllegalStateException(failure.cause());
                                },
                                System.getLogger("benchmark")),
                        new Nesting(1),
                        new Contexts(List.of()));
                Registry registry = new Registry(mailboxes, false, null);
                Topic<String> topic = Topic.of("topic", String.class);
                registry.registerTopics(List.of(topic));
                registry.registerHandler(
                        "handler", topic, Delivery.async().capacity(capacity), it -> load.taken(), CallSite.unknown());
                Intake mailbox = registry.topic("topic").recipients().subscribers()[0].intake;
                put = () -> mailbox.offer(event);
            }
            case "ArrayBlockingQueue" -> {
                BlockingQueue<Object> queue = new ArrayBlockingQueue<>(capacity);
                put = () -> {
                    try {
                        queue.put(event);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
                consumer = new Thread(() -> {
                    try {
                        while (queue.take() == event) {
                            load.taken();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            case "ConcurrentLinkedQueue" -> {
                ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
                put = () -> queue.add(event);
                consumer = new Thread(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        if (queue.poll() == null) {
                            Thread.onSpinWait();
                        } else {
                            load.taken();
                        }
                    }
                });
            }
            default -> throw new IllegalArgumentException("how must be known: how=" + how + "; see the parameter");
        }
        consumer.start();
    }

    /** Ends the consumer. */
    @TearDown
    public void disconnect() {
        consumer.interrupt();
        load.close();
    }

    /**
     * Puts events, and waits until they have been taken.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws ExecutionException if the other thread failed
     */
    @Benchmark
    @OperationsPerInvocation(Load.EVENTS)
    public void put() throws InterruptedException, ExecutionException {
        load.run(put);
    }
}
