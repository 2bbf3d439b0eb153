/**
 * For tests of code that uses a bus: ids and times that are known, events that are waited for, and the contract that every id
 * generator passes.
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
