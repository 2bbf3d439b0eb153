package bus.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingTest {

    private static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    @Test
    void theNameOfTheBuilderComesFirst() {
        assertThat(Setting.idGenerator("a", properties("bus.idgen", "b"), Map.of("BUS_IDGEN", "c")))
                .isEqualTo(new Setting("idGenerator", "a", "the builder"));
    }

    @Test
    void theNameOfTheSystemPropertyComesSecond() {
        assertThat(Setting.idGenerator(null, properties("bus.idgen", "b"), Map.of("BUS_IDGEN", "c")))
                .isEqualTo(new Setting("idGenerator", "b", "system property bus.idgen"));
    }

    @Test
    void theNameOfTheEnvironmentComesThird() {
        assertThat(Setting.idGenerator(null, properties("bus.idgen.b.node", "1"), Map.of("BUS_IDGEN", "c")))
                .isEqualTo(new Setting("idGenerator", "c", "environment variable BUS_IDGEN"));
    }

    @Test
    void noNameIsNone() {
        assertThat(Setting.idGenerator(null, properties("bus.idgens", "b"), Map.of("BUS_IDGEN_B_NODE", "1")))
                .isNull();
    }

    @Test
    void aBlankNameIsStillAName() {
        assertThat(Setting.idGenerator(null, properties("bus.idgen", ""), Map.of("BUS_IDGEN", "c")))
                .isEqualTo(new Setting("idGenerator", "", "system property bus.idgen"));
    }

    @Test
    void settingsAreFoundInTheOrderInWhichTheyCount() {
        Map<String, String> fromBuilder = new LinkedHashMap<>();
        fromBuilder.put("node", "1");
        fromBuilder.put("initial-time", "2");

        List<Setting> settings = Setting.of(
                "snowflake",
                fromBuilder,
                properties("bus.idgen.snowflake.node", "3", "bus.idgen.snowflake.initial-time", "4"),
                Map.of("BUS_IDGEN_SNOWFLAKE_NODE", "5", "BUS_IDGEN_SNOWFLAKE_INITIAL_TIME", "6"));

        assertThat(settings)
                .containsExactly(
                        new Setting("node", "1", "the builder"),
                        new Setting("initial-time", "2", "the builder"),
                        new Setting("initial-time", "4", "system property bus.idgen.snowflake.initial-time"),
                        new Setting("node", "3", "system property bus.idgen.snowflake.node"),
                        new Setting("initial-time", "6", "environment variable BUS_IDGEN_SNOWFLAKE_INITIAL_TIME"),
                        new Setting("node", "5", "environment variable BUS_IDGEN_SNOWFLAKE_NODE"));
    }

    @Test
    void settingsOfOthersAreNotFound() {
        List<Setting> settings = Setting.of(
                "a1",
                Map.of(),
                properties(
                        "bus.idgen", "a1",
                        "bus.idgen.a1", "x",
                        "bus.idgen.a.node", "x",
                        "bus.idgen.a12.node", "x",
                        "my.bus.idgen.a1.node", "x",
                        "BUS_IDGEN_A1_NODE", "x"),
                Map.of(
                        "BUS_IDGEN", "a1",
                        "BUS_IDGEN_A1", "x",
                        "BUS_IDGEN_A_NODE", "x",
                        "BUS_IDGEN_A12_NODE", "x",
                        "MY_BUS_IDGEN_A1_NODE", "x",
                        "bus.idgen.a1.node", "x"));

        assertThat(settings).isEmpty();
    }

    @Test
    void defaultsOfPropertiesCount() {
        Properties properties = new Properties(properties("bus.idgen", "a", "bus.idgen.a.node", "1"));

        assertThat(Setting.idGenerator(null, properties, Map.of()))
                .isEqualTo(new Setting("idGenerator", "a", "system property bus.idgen"));
        assertThat(Setting.of("a", Map.of(), properties, Map.of()))
                .containsExactly(new Setting("node", "1", "system property bus.idgen.a.node"));
    }

    @Test
    void theTextNamesValueAndPlace() {
        assertThat(new Setting("node", "7", "the builder")).hasToString("\"7\" (the builder)");
    }
}
