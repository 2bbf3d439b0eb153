/**
 * Ids of 16 characters that hold a time, a counter and a node, and that sort as text in the order they were made.
 *
 * <p>On the path it is found under the name {@code snowflake}, and nothing has to be required. An application that
 * makes a generator by hand requires this module, and {@code bus.api} comes with it:
 *
 * <pre>{@code
 * module shop {
 *     requires bus.idgen.snowflake;
 * }
 * }</pre>
 *
 * @provides bus.api.spi.IdGeneratorProvider the id generator {@code snowflake}
 */
module bus.idgen.snowflake {
    requires transitive bus.api;
    requires static org.jspecify;

    exports bus.idgen.snowflake;

    provides bus.api.spi.IdGeneratorProvider with
            bus.idgen.snowflake.provider.SnowflakeIdGeneratorProvider;
}
