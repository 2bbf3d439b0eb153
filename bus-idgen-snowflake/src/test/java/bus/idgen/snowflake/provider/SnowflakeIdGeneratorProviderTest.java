package bus.idgen.snowflake.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.IdGenerator;
import bus.api.ProviderException;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import bus.idgen.snowflake.Sequencer;
import bus.idgen.snowflake.SnowflakeIdGenerator;
import bus.testkit.IdGeneratorContract;
import bus.testkit.IdOrder;
import java.lang.module.ModuleDescriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeIdGeneratorProviderTest {

    private final List<Long> bounds = new ArrayList<>();
    private final SnowflakeIdGeneratorProvider provider = new SnowflakeIdGeneratorProvider(() -> new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new AssertionError("a node must be drawn within its bound");
        }

        @Override
        public long nextLong(long bound) {
            bounds.add(bound);
            return 125;
        }
    });

    /** What all settings have in common. */
    private abstract static class Contract extends IdGeneratorContract {

        private final Map<String, String> settings;

        Contract(Map<String, String> settings) {
            this.settings = settings;
        }

        @Override
        protected IdGeneratorProvider provider() {
            return new SnowflakeIdGeneratorProvider();
        }

        @Override
        protected Map<String, String> settings() {
            return settings;
        }

        @Override
        protected Map<String, String> refusedSettings() {
            return Map.of("sequencer", "minute", "node", "-1", "initial-time", "2999-01-01T00:00:00Z");
        }

        @Override
        protected IdOrder order() {
            return IdOrder.strict();
        }
    }

    @Nested
    class ByDefault extends Contract {
        ByDefault() {
            super(Map.of());
        }
    }

    @Nested
    class Seconds extends Contract {
        Seconds() {
            super(Map.of("sequencer", "second", "node", "14776335"));
        }
    }

    @Nested
    class Milliseconds extends Contract {
        Milliseconds() {
            super(Map.of("sequencer", "millisecond", "node", "19", "initial-time", "2024-02-29T00:00Z"));
        }
    }

    @Nested
    class Nanoseconds extends Contract {
        Nanoseconds() {
            super(Map.of("sequencer", "nanosecond", "node", "238327"));
        }
    }

    @Test
    void itIsCalledSnowflake() {
        assertThat(provider.name()).isEqualTo("snowflake");
    }

    @Test
    void theSettingsAreUsed() {
        IdGenerator generator =
                provider.create(new Settings(Map.of("node", "19", "initial-time", "2024-02-29T12:00:00Z")));

        assertThat(generator)
                .hasToString("SnowflakeIdGenerator[node=19, initialTime=2024-02-29T12:00:00Z, "
                        + Sequencer.millisecond() + "]");
        assertThat(generator.next()).endsWith("000J");
        assertThat(bounds).isEmpty();
    }

    @Test
    void withoutSettingsTheNodeIsDrawnFromAllAndTheInitialTimeIsTheDefault() {
        IdGenerator generator = provider.create(new Settings(Map.of()));

        assertThat(generator)
                .hasToString("SnowflakeIdGenerator[node=125, initialTime=" + SnowflakeIdGenerator.DEFAULT_INITIAL_TIME
                        + ", " + Sequencer.millisecond() + "]");
        assertThat(generator.next()).endsWith("0021");
        assertThat(bounds).containsExactly(14_776_336L);
    }

    @ParameterizedTest
    @CsvSource({"second, 000J", "millisecond, 000J", "nanosecond, 0000J"})
    void theSequencerIsChosenByItsName(String name, String end) {
        IdGenerator generator = provider.create(new Settings(Map.of("sequencer", name, "node", "19")));

        assertThat(generator)
                .asString()
                .contains(
                        switch (name) {
                            case "second" -> Sequencer.second().toString();
                            case "nanosecond" -> Sequencer.nanosecond().toString();
                            default -> Sequencer.millisecond().toString();
                        });
        assertThat(generator.next()).endsWith(end);
    }

    @Test
    void eachGeneratorDrawsANodeOfItsOwn() {
        provider.create(new Settings(Map.of()));
        provider.create(new Settings(Map.of()));

        assertThat(bounds).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"second, 14776335", "millisecond, 14776335", "nanosecond, 238327"})
    void theLastNodeIsTakenAndTheNextOneRefused(String sequencer, long maxNode) {
        assertThat(provider.create(new Settings(Map.of("sequencer", sequencer, "node", "" + maxNode)))
                        .toString())
                .contains("node=" + maxNode);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(
                        () -> provider.create(new Settings(Map.of("sequencer", sequencer, "node", "" + (maxNode + 1)))))
                .withMessage("node: be a whole number in [0, " + maxNode + "]");
    }

    @Test
    void anInitialTimeLiesBetweenTheEarliestAndNow() {
        Instant before = Instant.now();
        Bounds settings = new Bounds();

        provider.create(settings);

        assertThat(settings.max).isBetween(before, Instant.now());
        assertThat(settings.min).isEqualTo(Sequencer.millisecond().earliestInitialTime(settings.max));
    }

    @Test
    void generatorsWithTheSameNodeAreOneAndGiveNoIdTwice() {
        Settings settings = new Settings(Map.of("node", "4711"));
        IdGenerator first = provider.create(settings);
        IdGenerator second = new SnowflakeIdGeneratorProvider().create(settings);
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            ids.add(first.next());
            ids.add(second.next());
        }

        assertThat(ids).hasSize(20_000);
        assertThat(provider.create(new Settings(Map.of("node", "4712")))).isNotSameAs(first);
    }

    @Test
    void itsPackageIsNotExported() {
        assertThat(provider.getClass().getModule().getDescriptor().exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("bus.idgen.snowflake");
    }

    private static class Settings implements IdGeneratorSettings {

        private final Map<String, String> values;

        Settings(Map<String, String> values) {
            this.values = values;
        }

        @Override
        public Optional<String> text(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public ProviderException refused(String key, String rule) {
            return new ProviderException(key + ": " + rule);
        }
    }

    /** Settings that keep the range of a time. */
    private static final class Bounds extends Settings {

        private Instant min = Instant.MIN;
        private Instant max = Instant.MAX;

        Bounds() {
            super(Map.of());
        }

        @Override
        public Optional<Instant> time(String key, Instant min, Instant max) {
            this.min = min;
            this.max = max;
            return Optional.empty();
        }
    }
}
