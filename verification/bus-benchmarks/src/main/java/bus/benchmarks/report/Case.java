package bus.benchmarks.report;

import java.util.Map;

/**
 * What was measured: a benchmark with its parameters, on a number of threads.
 *
 * @param benchmark the simple name of its class, and its method
 * @param params the parameters of the benchmark, by their names
 * @param threads how many threads ran it at the same time
 */
record Case(String benchmark, Map<String, String> params, int threads) {

    /** Returns a case on one thread without parameters. */
    static Case of(String benchmark) {
        return new Case(benchmark, Map.of(), 1);
    }

    /** Returns this case with only that parameter. */
    Case with(String param, Object value) {
        return new Case(benchmark, Map.of(param, value.toString()), threads);
    }

    /** Returns this case on another number of threads. */
    Case on(int threads) {
        return new Case(benchmark, params, threads);
    }

    /** Returns the name of the method alone. */
    String method() {
        return benchmark.substring(benchmark.indexOf('.') + 1);
    }
}
