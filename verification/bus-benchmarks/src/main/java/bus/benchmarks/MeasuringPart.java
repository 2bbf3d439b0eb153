package bus.benchmarks;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks that are measured in the same way, so many threads at once and for so long. */
enum MeasuringPart {
    EMIT("EmitBenchmark", true, options -> shortly(options).threads(1)),
    EMIT_OF_TWO("EmitBenchmark", true, options -> shortly(options).threads(2).param("handlers", "1")),
    ID("IdBenchmark", true, options -> shortly(options).threads(1)),
    ID_OF_TWO("IdBenchmark", true, options -> shortly(options).threads(2)),
    GROWTH("GrowthBenchmark", true, options -> shortly(options).threads(1)),
    HAND_OFF("(?:AsyncEmit|Mailbox|Work)Benchmark", false, MeasuringPart::shortly),

    /** Whatever says itself how it is measured, as a single shot does. */
    OTHERS("(?!(?:Emit|Id|Growth|AsyncEmit|Mailbox|Work)Benchmark)\\w+", false, options -> options);

    private static final TimeValue ITERATION = TimeValue.milliseconds(300);
    private static final int ITERATIONS = 3;

    private final String classes;
    private final boolean eachCollector;
    private final UnaryOperator<ChainedOptionsBuilder> way;

    MeasuringPart(String classes, boolean eachCollector, UnaryOperator<ChainedOptionsBuilder> way) {
        this.classes = classes;
        this.eachCollector = eachCollector;
        this.way = way;
    }

    private static ChainedOptionsBuilder shortly(ChainedOptionsBuilder options) {
        return options.warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION);
    }

    boolean isFor(Collector collector) {
        return eachCollector || collector == Collector.G1;
    }

    /** Returns how JMH runs it once: the benchmarks whose simple names, such as EmitBenchmark.full, begin as a pattern says. */
    Options options(Pattern only, Jdk jdk, Collector collector) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^(?:[a-z]+\\.)+(?=" + only + ")" + classes + "\\.\\w+$")
                .jvm(jdk.java().toString())
                .jvmArgs(collector.option(), "-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch")
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .forks(1);
        return way.apply(options).build();
    }
}
