/**
 * For tests of code that uses a bus: ids and times that are known, events that are waited for, and the contract that
 * every id generator passes.
 *
 * <p>On the class path it is a dependency of tests. A module of tests requires it, and {@code bus.api} and the API of
 * JUnit Jupiter come with it:
 *
 * <pre>{@code
 * open module shop.tests {
 *     requires bus.testkit;
 * }
 * }</pre>
 *
 * @uses bus.api.spi.IdGeneratorProvider the id generators, looked up to see that the one under test is found
 */
module bus.testkit {
    requires transitive bus.api;
    requires static org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports bus.testkit;

    uses bus.api.spi.IdGeneratorProvider;
}
