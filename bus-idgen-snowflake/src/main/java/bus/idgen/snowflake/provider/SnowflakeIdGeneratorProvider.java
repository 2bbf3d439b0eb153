package bus.idgen.snowflake.provider;

import bus.api.IdGenerator;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import bus.idgen.snowflake.Sequencer;
import bus.idgen.snowflake.SnowflakeIdGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes snowflake generators under the name {@code snowflake}.
 *
 * <p>Its settings are {@code sequencer}, one of {@code second}, {@code millisecond} (the default) and
 * {@code nanosecond}; {@code node}, 0 to {@link Sequencer#maxNode()}; and {@code initial-time}, an ISO-8601 time with
 * an offset, {@link SnowflakeIdGenerator#DEFAULT_INITIAL_TIME} by default.
 *
 * <p>Where no node is set, a random one is taken, of 14,776,336 with seconds and milliseconds. For a single process
 * that is all right. In a fleet, two processes that run at the same time may draw the same node, and then may give the
 * same id: among 100 processes the chance that two share a node is 1 in 3,000, among 1,000 it is 1 in 30, among 4,500
 * it is one half; the 238,328 nodes of the nanosecond sequencer are shared 60 times as soon. Whoever stores ids of
 * several processes together sets a node for each process.
 *
 * <p>Buses of one process for which the same node is set share one generator, so that no id is given twice there.
 */
public final class SnowflakeIdGeneratorProvider implements IdGeneratorProvider {

    /**
     * The generators of this process. Without it, two buses with the same node would each count for themselves, and
     * give the same ids.
     */
    private static final Map<Settings, SnowflakeIdGenerator> SHARED = new ConcurrentHashMap<>();

    /** Has its equals and hashCode by hand: those of a record are linked when they are first called, at the start. */
    private record Settings(Sequencer sequencer, long node, Instant initialTime) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Settings that
                    && sequencer.equals(that.sequencer)
                    && node == that.node
                    && initialTime.equals(that.initialTime);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * sequencer.hashCode() + Long.hashCode(node)) + initialTime.hashCode();
        }
    }

    private final @Nullable Supplier<? extends RandomGenerator> random;

    /** Called by {@link java.util.ServiceLoader}. */
    public SnowflakeIdGeneratorProvider() {
        random = null;
    }

    SnowflakeIdGeneratorProvider(Supplier<? extends RandomGenerator> random) {
        this.random = random;
    }

    @Override
    public String name() {
        return "snowflake";
    }

    @Override
    public IdGenerator create(IdGeneratorSettings settings) {
        Sequencer sequencer = sequencer(settings.oneOf("sequencer", List.of("second", "millisecond", "nanosecond"))
                .orElse("millisecond"));
        Instant now = InstantSource.system().instant();
        OptionalLong node = settings.wholeNumber("node", 0, sequencer.maxNode());
        Optional<Instant> initialTime = settings.time("initial-time", sequencer.earliestInitialTime(now), now);
        Settings given = new Settings(
                sequencer,
                node.isPresent() ? node.getAsLong() : random().nextLong(sequencer.maxNode() + 1),
                initialTime.orElse(SnowflakeIdGenerator.DEFAULT_INITIAL_TIME));
        SnowflakeIdGenerator made = generator(given);
        SnowflakeIdGenerator earlier = SHARED.putIfAbsent(given, made);
        return earlier == null ? made : earlier;
    }

    /**
     * Makes the source of the node when it is needed. A node is no secret, it has to differ: the JDK seeds this one
     * with the time of day and the nanoseconds since the machine started. A secure one would take an application longer
     * to start than all else of the bus.
     */
    private RandomGenerator random() {
        return random == null ? ThreadLocalRandom.current() : random.get();
    }

    private static Sequencer sequencer(String name) {
        return switch (name) {
            case "second" -> Sequencer.second();
            case "nanosecond" -> Sequencer.nanosecond();
            default -> Sequencer.millisecond();
        };
    }

    private static SnowflakeIdGenerator generator(Settings settings) {
        return SnowflakeIdGenerator.builder()
                .sequencer(settings.sequencer())
                .node(settings.node())
                .initialTime(settings.initialTime())
                .build();
    }
}
