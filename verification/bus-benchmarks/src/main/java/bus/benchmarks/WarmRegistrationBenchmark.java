package bus.benchmarks;

import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;

/** The same registrations in a process that has done them some times before. */
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 20)
@Measurement(iterations = 10)
public class WarmRegistrationBenchmark extends RegistrationBenchmark {

    /** Called by JMH. */
    public WarmRegistrationBenchmark() {}
}
