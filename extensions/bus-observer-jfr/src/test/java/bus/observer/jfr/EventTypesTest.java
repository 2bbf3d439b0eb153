package bus.observer.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Event;
import bus.api.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.SettingDescriptor;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What other programs rely on, who read recordings and have settings: the names of events and of fields. */
class EventTypesTest {

    private static final List<String> OF_EVERY_EVENT = List.of("startTime", "duration", "eventThread", "stackTrace");

    /** Events are known from the first emit on. */
    @BeforeAll
    static void emitOnce() {
        Recorded recorded = Recorded.everything();
        new JfrObserver()
                .emitting(Event.builder(Topic.of("topic", String.class), "data").build());
        recorded.close();
    }

    private static Stream<EventType> types() {
        return FlightRecorder.getFlightRecorder().getEventTypes().stream()
                .filter(type -> type.getName().startsWith("bus."));
    }

    @Test
    void namesAndFieldsAreThoseThatAreWrittenDown() {
        Map<String, List<String>> fields = new TreeMap<>();
        types().forEach(type -> fields.put(
                type.getName(),
                type.getFields().stream()
                        .map(ValueDescriptor::getName)
                        .filter(name -> !OF_EVERY_EVENT.contains(name))
                        .toList()));

        assertThat(fields)
                .isEqualTo(Map.of(
                        "bus.Emission",
                        List.of("source", "topic", "eventId", "txId"),
                        "bus.Handling",
                        List.of("handler", "outcome", "waited", "topic", "eventId", "txId"),
                        "bus.Failure",
                        List.of("handler", "thrownClass", "message", "topic", "eventId", "txId"),
                        "bus.Drop",
                        List.of("handler", "reason", "message", "topic", "eventId", "txId"),
                        "bus.Unhandled",
                        List.of("topic", "eventId", "txId")));
    }

    @Test
    void allHaveALabelADescriptionAndTheCategoryOfTheBus() {
        assertThat(types()).hasSize(5).allSatisfy(type -> {
            assertThat(type.getLabel()).isNotBlank();
            assertThat(type.getDescription()).isNotBlank();
            assertThat(type.getCategoryNames()).containsExactly("Bus");
            assertThat(type.getFields())
                    .filteredOn(field -> !OF_EVERY_EVENT.contains(field.getName()))
                    .allSatisfy(field -> {
                        assertThat(field.getLabel()).isNotBlank();
                        assertThat(field.getDescription()).isNotBlank();
                    });
        });
    }

    @Test
    void byDefaultAllAreEnabledWithoutStackTracesAndWhatTakesTimeHasAThreshold() {
        assertThat(types()).allSatisfy(type -> {
            boolean takesTime = List.of("bus.Emission", "bus.Handling").contains(type.getName());
            Map<String, String> defaults = new TreeMap<>();
            for (SettingDescriptor setting : type.getSettingDescriptors()) {
                defaults.put(setting.getName(), setting.getDefaultValue());
            }
            assertThat(defaults)
                    .containsEntry("enabled", "true")
                    .containsEntry("stackTrace", "false")
                    .containsEntry("threshold", takesTime ? "10 ms" : "0 ns");
        });
    }

    @Test
    void theSettingsFileRecordsEveryEventHoweverShort() throws Exception {
        Map<String, String> everything = new TreeMap<>();
        types().forEach(type -> {
            for (SettingDescriptor setting : type.getSettingDescriptors()) {
                String value = switch (setting.getName()) {
                    case "enabled" -> "true";
                    case "threshold" -> "0 ns";
                    default -> setting.getDefaultValue();
                };
                everything.put(type.getName() + "#" + setting.getName(), value);
            }
        });

        assertThat(everything).hasSizeGreaterThanOrEqualTo(15);
        assertThat(settings()).isEqualTo(everything);
    }

    private static Map<String, String> settings() throws Exception {
        try (Reader file = settingsFile()) {
            return new TreeMap<>(Configuration.create(file).getSettings());
        }
    }

    /** Found as anybody finds it: no module hides what stands in META-INF. */
    private static Reader settingsFile() throws IOException {
        InputStream file = ClassLoader.getSystemResourceAsStream("META-INF/jfr/bus.jfc");
        return new InputStreamReader(file, StandardCharsets.UTF_8);
    }
}
