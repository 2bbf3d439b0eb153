package bus.idgen.snowflake.provider;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.IdGenerator;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;
import bus.idgen.snowflake.Sequencer;
import bus.idgen.snowflake.SnowflakeIdGenerator;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
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

    @Test
    void itIsCalledSnowflake() {
        assertThat(provider.name()).isEqualTo("snowflake");
    }

    @Test
    void itAsksForSequencerNodeAndInitialTime() {
        FakeSettings settings = new FakeSettings(Map.of());

        provider.create(settings);

        assertThat(settings.asked)
                .containsExactlyInAnyOrder(
                        "oneOf sequencer of [second, millisecond, nanosecond]",
                        "wholeNumber node in [0, 14776335]",
                        "time initial-time");
    }

    @Test
    void theSettingsAreUsed() {
        FakeSettings settings =
                new FakeSettings(Map.of("node", 19L, "initial-time", Instant.parse("2024-02-29T12:00:00Z")));

        IdGenerator generator = provider.create(settings);

        assertThat(generator)
                .hasToString("SnowflakeIdGenerator[node=19, initialTime=2024-02-29T12:00:00Z, "
                        + Sequencer.millisecond() + "]");
        assertThat(generator.next()).endsWith("000J");
        assertThat(bounds).isEmpty();
    }

    @Test
    void withoutSettingsTheNodeIsDrawnFromAllAndTheInitialTimeIsTheDefault() {
        IdGenerator generator = provider.create(new FakeSettings(Map.of()));

        assertThat(generator)
                .hasToString("SnowflakeIdGenerator[node=125, initialTime=" + SnowflakeIdGenerator.DEFAULT_INITIAL_TIME
                        + ", " + Sequencer.millisecond() + "]");
        assertThat(generator.next()).endsWith("0021");
        assertThat(bounds).containsExactly(14_776_336L);
    }

    @ParameterizedTest
    @CsvSource({"second, 000J", "millisecond, 000J", "nanosecond, 0000J"})
    void theSequencerIsChosenByItsName(String name, String end) {
        IdGenerator generator = provider.create(new FakeSettings(Map.of("sequencer", name, "node", 19L)));

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
        provider.create(new FakeSettings(Map.of()));
        provider.create(new FakeSettings(Map.of()));

        assertThat(bounds).hasSize(2);
    }

    @Test
    void anInitialTimeLiesBetweenTheEarliestAndNow() {
        FakeSettings settings = new FakeSettings(Map.of());
        Instant before = Instant.now();

        provider.create(settings);

        assertThat(settings.max).isBetween(before, Instant.now());
        assertThat(settings.min).isEqualTo(Sequencer.millisecond().earliestInitialTime(settings.max));
    }

    @Test
    void generatorsWithTheSameNodeAreOneAndGiveNoIdTwice() {
        FakeSettings settings = new FakeSettings(Map.of("node", 4711L));
        IdGenerator first = provider.create(settings);
        IdGenerator second = new SnowflakeIdGeneratorProvider().create(settings);
        Set<String> ids = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            ids.add(first.next());
            ids.add(second.next());
        }

        assertThat(ids).hasSize(20_000);
        assertThat(provider.create(new FakeSettings(Map.of("node", 4712L)))).isNotSameAs(first);
    }

    @Test
    void theServicesFileEqualsTheDescriptor() throws Exception {
        ModuleDescriptor descriptor = provider.getClass().getModule().getDescriptor();
        String service = IdGeneratorProvider.class.getName();

        assertThat(descriptor.provides()).singleElement().satisfies(provides -> {
            assertThat(provides.service()).isEqualTo(service);
            assertThat(provides.providers()).containsExactly(SnowflakeIdGeneratorProvider.class.getName());
        });
        try (InputStream file = provider.getClass().getResourceAsStream("/META-INF/services/" + service)) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly(SnowflakeIdGeneratorProvider.class.getName());
        }
        assertThat(descriptor.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("bus.idgen.snowflake");
    }

    /** Settings that keep what was asked for. */
    private static final class FakeSettings implements IdGeneratorSettings {

        private final Map<String, Object> values;
        private final List<String> asked = new ArrayList<>();
        private Instant min = Instant.MIN;
        private Instant max = Instant.MAX;

        FakeSettings(Map<String, Object> values) {
            this.values = values;
        }

        @Override
        public Optional<String> text(String key) {
            asked.add("text " + key);
            return Optional.ofNullable((String) values.get(key));
        }

        @Override
        public Optional<String> oneOf(String key, List<String> words) {
            asked.add("oneOf " + key + " of " + words);
            return Optional.ofNullable((String) values.get(key));
        }

        @Override
        public OptionalLong wholeNumber(String key, long min, long max) {
            asked.add("wholeNumber " + key + " in [" + min + ", " + max + "]");
            return values.containsKey(key) ? OptionalLong.of((Long) values.get(key)) : OptionalLong.empty();
        }

        @Override
        public Optional<Instant> time(String key, Instant min, Instant max) {
            asked.add("time " + key);
            this.min = min;
            this.max = max;
            return Optional.ofNullable((Instant) values.get(key));
        }
    }
}
