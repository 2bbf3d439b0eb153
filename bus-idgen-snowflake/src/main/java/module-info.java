/**
 * Ids of 16 characters that hold a time, a counter and a node, and that sort as text in the order they were made.
 *
 * <p>On the path it is found under the name {@code snowflake}; an application that makes a generator by hand requires
 * this module.
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
