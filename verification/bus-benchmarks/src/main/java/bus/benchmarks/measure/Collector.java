package bus.benchmarks.measure;

/** A garbage collector that is measured with. The names are those of the JVM's options. */
enum Collector {
    G1,
    Parallel;

    String option() {
        return "-XX:+Use" + this + "GC";
    }
}
