package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
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
}
