package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    @ParameterizedTest
    @CsvSource({"true,100000,true", "true,49999,false", "false,100000,false"})
    void progressIsToldOfALongInputThatIsWatched(boolean watched, int lines, boolean told) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), watched);
        IntStream.range(0, lines).forEach(line -> progress.line());
        progress.clear();
        assertThat(err.toString(StandardCharsets.UTF_8).contains("lines")).isEqualTo(told);
        assertThat(err.size() > 0).isEqualTo(told);
    }

    @Test
    void progressThatIsEndedStaysSilent() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), true);
        IntStream.range(0, 50_000).forEach(line -> progress.line());
        progress.end();
        String told = err.toString(StandardCharsets.UTF_8);
        assertThat(told).startsWith("\r50,000 lines\r").endsWith(" \r");
        IntStream.range(0, 50_000).forEach(line -> progress.line());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo(told);
    }
}
