package bus.benchmarks.measure;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The benchmarks that are measured in the same way: with which collectors, in how many rounds, with which parameters
 * and on so many threads at once. What no ratio needs is measured with one collector.
 */
enum MeasuringPart {
    EMIT("EmitBenchmark\\.\\w+", With.EACH, options -> shortly(options, 1).param("handlers", "1", "10")),
    EMIT_TO_MANY(
            "EmitBenchmark\\.(?:loop|lookup|bare|limit|full)",
            With.EACH,
            options -> shortly(options, 1).param("handlers", "100")),
    EMIT_OF_PEERS_TO_MANY(
            "EmitBenchmark\\.(?!(?:loop|lookup|bare|limit|full)$)\\w+",
            With.G1_ALONE,
            options -> shortly(options, 1).param("handlers", "100")),
    EMIT_OF_TWO(
            "EmitBenchmark\\.\\w+", With.EACH, options -> shortly(options, 2).param("handlers", "1")),
    ID("IdBenchmark\\.\\w+", With.EACH, options -> shortly(options, 1).param("ids", Ids.COMPARED)),
    OTHER_ID("IdBenchmark\\.\\w+", With.G1_ALONE, options -> shortly(options, 1).param("ids", Ids.OTHERS)),
    ID_OF_TWO("IdBenchmark\\.\\w+", With.EACH, options -> shortly(options, 2).param("ids", Ids.COMPARED)),
    OTHER_ID_OF_TWO(
            "IdBenchmark\\.\\w+", With.G1_ALONE, options -> shortly(options, 2).param("ids", Ids.OTHERS)),
    GROWTH(
            "GrowthBenchmark\\.(?:hotTopics|emitter)",
            With.EACH,
            options -> shortly(options, 1).param("topics", "10", "100000")),
    GROWTH_OF_ALL_IN_USE(
            "GrowthBenchmark\\.anyTopic",
            With.EACH,
            options -> shortly(options, 1).param("others", "0")),
    OBSERVER("ObserverBenchmark\\.\\w+", With.G1_ALONE, options -> shortly(options, 1)),
    REGISTRATION("RegistrationBenchmark\\.\\w+", With.G1_ALONE, options -> options),
    START(
            "StartBenchmark\\.\\w+",
            With.G1_ALONE,
            options -> options.warmupIterations(2).measurementIterations(10)),

    /** An iteration hands a great many events over. */
    HAND_OFF("(?:AsyncEmit|Mailbox|Work)Benchmark\\.\\w+", With.G1_ALONE, options -> shortly(options, 1)) {

        @Override
        boolean isIn(int round, int rounds) {
            return round < Math.max(2, rounds);
        }
    };

    private static final int WARMUPS = 2;
    private static final TimeValue WARMUP = TimeValue.milliseconds(250);
    private static final int ITERATIONS = 3;
    private static final TimeValue ITERATION = TimeValue.milliseconds(200);

    /** With the start of a JVM and its end, as it was seen on two cores. */
    static final Duration EACH_TAKES = Duration.ofMillis(1900);

    private final String benchmarks;
    private final Set<Collector> collectors;
    private final UnaryOperator<ChainedOptionsBuilder> way;

    MeasuringPart(String benchmarks, Set<Collector> collectors, UnaryOperator<ChainedOptionsBuilder> way) {
        this.benchmarks = benchmarks;
        this.collectors = collectors;
        this.way = way;
    }

    private static ChainedOptionsBuilder shortly(ChainedOptionsBuilder options, int threads) {
        return options.warmupIterations(WARMUPS)
                .warmupTime(WARMUP)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .threads(threads);
    }

    boolean isFor(Collector collector) {
        return collectors.contains(collector);
    }

    /** Returns whether it is measured in a round; not all that is shown beside the bars needs as many. */
    boolean isIn(int round, int rounds) {
        return true;
    }

    /**
     * Returns how JMH runs it once: the benchmarks whose simple names, such as EmitBenchmark.full, begin as a pattern
     * says.
     */
    Options options(Pattern only, Jdk jdk, Collector collector) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^(?:[a-z]+\\.)+(?=" + only + ")" + benchmarks + "$")
                .jvm(jdk.java().toString())
                .jvmArgs(collector.option(), "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .forks(1);
        return way.apply(options).build();
    }

    private static final class With {

        static final Set<Collector> EACH = EnumSet.allOf(Collector.class);
        static final Set<Collector> G1_ALONE = EnumSet.of(Collector.G1);
    }

    private static final class Ids {

        /** Those that have the time in front, which the bars compare. */
        static final String[] COMPARED = {
            "snowflake",
            "ulid",
            "ulid order=random",
            "uuid version=1",
            "uuid version=6",
            "uuid version=7",
            "TSID Creator"
        };

        static final String[] OTHERS = {
            "snowflake sequencer=second", "snowflake sequencer=nanosecond", "uuid version=4", "java.util.UUID"
        };
    }
}
