package bus.benchmarks;

import bus.api.Bus;
import bus.api.TopicMatcher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long it takes to register many topics and handlers, once in a process that has just started, as an application
 * does.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class RegistrationBenchmark {

    private static final int TOPICS = 100_000;
    private static final int HANDLERS = 10_000;

    /** Called by JMH. */
    public RegistrationBenchmark() {}

    private static Bus newBus() {
        return Bus.builder().idGenerator("snowflake").build();
    }

    /** A bus that has nothing yet, and the names of its topics to be. */
    @State(Scope.Benchmark)
    public static class EmptyBus {

        private final String[] names = TopicNames.of(TOPICS);
        private Bus bus = newBus();

        /** Makes another bus for each shot. */
        @Setup(Level.Invocation)
        public void renew() {
            bus = newBus();
        }
    }

    /**
     * Registers 100,000 topics, each in a call of its own.
     *
     * @param on where
     * @return the bus
     */
    @Benchmark
    public Bus topicsOneByOne(EmptyBus on) {
        for (String name : on.names) {
            on.bus.registerTopics(name);
        }
        return on.bus;
    }

    /**
     * Registers 100,000 topics in one call.
     *
     * @param on where
     * @return the bus
     */
    @Benchmark
    public Bus topicsAtOnce(EmptyBus on) {
        on.bus.registerTopics(on.names);
        return on.bus;
    }

    /** A bus with 100,000 topics, and the matcher of a handler to be. */
    @State(Scope.Benchmark)
    public static class BusOfTopics {

        /** The kind of the pattern, and its text. */
        @Param({
            "regex .*",
            "regex ^orders\\..*",
            "wildcard orders.#",
            "wildcard *.created.*",
            "exact orders.created.000042"
        })
        public String pattern = "";

        private final String[] names = TopicNames.of(TOPICS);
        private Bus bus = newBus();
        private TopicMatcher<Object> on = TopicMatcher.exact("none");

        /** Makes another bus for each shot. */
        @Setup(Level.Invocation)
        public void renew() {
            bus = newBus();
            bus.registerTopics(names);
            String[] kindAndText = pattern.split(" ");
            on = switch (kindAndText[0]) {
                case "regex" -> TopicMatcher.regex(kindAndText[1]);
                case "wildcard" -> TopicMatcher.wildcard(kindAndText[1]);
                default -> TopicMatcher.exact(kindAndText[1]);
            };
        }
    }

    /**
     * Registers one handler on all of the topics that it matches.
     *
     * @param on where
     * @return the bus
     */
    @Benchmark
    public Bus handlerOverTopics(BusOfTopics on) {
        on.bus.registerHandler("handler", on.on, event -> {});
        return on.bus;
    }

    /** A bus with 10,000 handlers of all kinds, of which every hundredth matches the topic to be. */
    @State(Scope.Benchmark)
    public static class BusOfHandlers {

        private Bus bus = newBus();

        /** Makes another bus for each shot. */
        @Setup(Level.Invocation)
        public void renew() {
            bus = newBus();
            for (int i = 0; i < HANDLERS; i++) {
                String word = i % 100 == 0 ? "created" : "created" + i;
                TopicMatcher<Object> on = switch (i % 3) {
                    case 0 -> TopicMatcher.regex("^orders\\." + word + "\\..*");
                    case 1 -> TopicMatcher.wildcard("orders." + word + ".*");
                    default -> TopicMatcher.exact("orders." + word + ".000042");
                };
                bus.registerHandler("handler." + i, on, event -> {});
            }
        }
    }

    /**
     * Registers one topic, for which all handlers are looked through.
     *
     * @param on where
     * @return the bus
     */
    @Benchmark
    public Bus topicAgainstHandlers(BusOfHandlers on) {
        on.bus.registerTopics("orders.created.000042");
        return on.bus;
    }
}
