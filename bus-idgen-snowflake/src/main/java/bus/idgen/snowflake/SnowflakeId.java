package bus.idgen.snowflake;

import java.time.Instant;

/**
 * What an id holds.
 *
 * @param time the time, as precise as the sequencer counts it
 * @param counter which one it is of those with this time, from 0
 * @param node the node of its generator
 * @see SnowflakeIdGenerator#parse
 */
public record SnowflakeId(Instant time, long counter, long node) {}
