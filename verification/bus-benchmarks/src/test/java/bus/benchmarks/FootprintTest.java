package bus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void everythingIsMeasuredAndPlausible() throws Exception {
        Map<String, Double> bytes = Footprint.measure(Path.of(System.getProperty("java.home"), "bin", "java"));

        assertThat(bytes).containsOnlyKeys("topic", "topicWithHandler", "handler", "asyncHandler");
        assertThat(bytes.values()).allSatisfy(it -> assertThat(it).isBetween(16.0, 100_000.0));
        assertThat(bytes.get("topicWithHandler"))
                .as("topics share those who get their events")
                .isCloseTo(bytes.get("topic"), within(8.0));
        assertThat(bytes.get("asyncHandler")).isGreaterThan(bytes.get("handler"));
    }
}
