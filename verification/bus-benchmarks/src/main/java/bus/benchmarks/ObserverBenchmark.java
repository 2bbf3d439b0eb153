package bus.benchmarks;

import bus.api.Bus;
import bus.api.Event;
import bus.api.Topic;
import bus.api.spi.BusObserver;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import java.time.Duration;
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

/** What a full emit to one handler costs when somebody looks on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ObserverBenchmark {

    private static final String NONE = "nobody";
    private static final String COUNTED = "nobody, with statistics";
    private static final String ASKED = "an observer that wants to know nothing";
    private static final String IDLE = "an observer that does nothing";
    private static final String SLOW = "slowHandlerThreshold";

    /** Who looks on. */
    @Param({NONE, COUNTED, ASKED, IDLE, SLOW})
    public String observed;

    private Bus bus = Bus.builder().idGenerator("snowflake").build();
    private String topic = "order.placed";
    private Order order = new Order(1);

    /** Wants to hear of each emit and each call, and does nothing then. */
    private static final class Idle implements BusObserver, EmitObserver, CallObserver {

        @Override
        public EmitObserver emitting(Event<?> event) {
            return this;
        }

        @Override
        public CallObserver calling(ObservedHandler handler) {
            return this;
        }
    }

    /** Builds the bus. */
    @Setup
    public void build() {
        Bus.Builder builder = Bus.builder().idGenerator("snowflake");
        switch (observed) {
            case COUNTED -> builder.statistics(true);
            case ASKED -> builder.observer(new BusObserver() {}); // as that of the flight recorder without a recording
            case IDLE -> builder.observer(new Idle());
            case SLOW -> builder.slowHandlerThreshold(Duration.ofSeconds(1));
            default -> {}
        }
        bus = builder.build();
        Topic<Order> registered = Topic.of(topic, Order.class);
        bus.registerTopics(registered);
        bus.registerHandler("handler", registered, Handlers.of(1)[0]);
    }

    /** Ends it. */
    @TearDown
    public void close() {
        bus.close();
    }

    /**
     * Emits to one handler.
     *
     * @return the event
     */
    @Benchmark
    public Event<Object> emit() {
        return bus.emit(topic, order);
    }
}
