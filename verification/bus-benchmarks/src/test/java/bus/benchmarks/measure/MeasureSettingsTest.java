package bus.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MeasureSettingsTest {

    @Test
    void everythingIsMeasuredOnTheRunningJdkUnlessTold() {
        MeasureSettings settings = MeasureSettings.of();

        assertThat(settings.rounds()).isEqualTo(3);
        assertThat(settings.jdks()).containsExactly(Jdk.running());
        assertThat(settings.collectors()).containsExactly(Collector.G1, Collector.Parallel);
        assertThat(settings.merge()).isFalse();
        assertThat(settings.out()).isEqualTo(Path.of("docs/performance.json"));
        assertThat(settings.only().matcher("EmitBenchmark.full").lookingAt()).isTrue();
    }

    @Test
    void optionsMayBeRepeated() {
        MeasureSettings settings = MeasureSettings.of(
                "--jdk",
                "a",
                "--jdk",
                "b",
                "--gc",
                "Parallel",
                "--rounds",
                "5",
                "--only",
                "Id",
                "--merge",
                "--out",
                "c");

        assertThat(settings.jdks()).containsExactly(new Jdk(Path.of("a")), new Jdk(Path.of("b")));
        assertThat(settings.collectors()).containsExactly(Collector.Parallel);
        assertThat(settings.rounds()).isEqualTo(5);
        assertThat(settings.merge()).isTrue();
        assertThat(settings.only().pattern()).isEqualTo("Id");
        assertThat(settings.out()).isEqualTo(Path.of("c"));
    }

    @Test
    void anUnknownOptionAndOneWithoutAValueAreRefused() {
        assertThatThrownBy(() -> MeasureSettings.of("--round", "1"))
                .hasMessageContaining("option=--round; [--rounds N]");
        assertThatThrownBy(() -> MeasureSettings.of("--out")).hasMessageContaining("must have a value: option=--out;");
    }
}
