package bus.benchmarks.report;

import java.util.List;

/**
 * What it was measured on.
 *
 * @param feature the version of the JDK, such as 17
 * @param gc the garbage collector
 */
record Jvm(int feature, String gc) {

    /** The JVMs of the page: the oldest that the bus runs on and the newest it is tested on, with both collectors. */
    static final List<Jvm> ALL =
            List.of(new Jvm(17, "G1"), new Jvm(17, "Parallel"), new Jvm(25, "G1"), new Jvm(25, "Parallel"));

    @Override
    public String toString() {
        return "JDK " + feature + ", " + gc;
    }
}
