package bus.idgen.snowflake.provider;

import bus.api.IdGenerator;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import bus.idgen.snowflake.SnowflakeIdGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Makes snowflake generators under the name {@code snowflake}.
 *
 * <p>Its settings are {@code node}, 0 to {@link SnowflakeIdGenerator#GREATEST_NODE}, and {@code initial-time}, an
 * ISO-8601 time with an offset, {@link SnowflakeIdGenerator#DEFAULT_INITIAL_TIME} by default.
 *
 * <p>Where no node is set, a random one of the 14,776,336 is taken. For a single process that is all right. In a fleet,
 * two processes that run at the same time may draw the same node, and then may give the same id: among 100 processes the
 * chance that two share a node is 1 in 3,000, among 1,000 it is 1 in 30, among 4,500 it is one half. Whoever stores ids
 * of several processes together sets a node for each.
 */
public final class SnowflakeIdGeneratorProvider implements IdGeneratorProvider {

    private final RandomGenerator random;

    /** Called by {@link java.util.ServiceLoader}. */
    public SnowflakeIdGeneratorProvider() {
        this(new SecureRandom());
    }

    SnowflakeIdGeneratorProvider(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public String name() {
        return "snowflake";
    }

    @Override
    public IdGenerator create(IdGeneratorSettings settings) {
        OptionalLong node = settings.wholeNumber("node", 0, SnowflakeIdGenerator.GREATEST_NODE);
        Instant initialTime = settings.time("initial-time").orElse(SnowflakeIdGenerator.DEFAULT_INITIAL_TIME);
        return SnowflakeIdGenerator.builder()
                .node(node.orElseGet(() -> random.nextLong(SnowflakeIdGenerator.GREATEST_NODE + 1)))
                .initialTime(initialTime)
                .build();
    }
}
