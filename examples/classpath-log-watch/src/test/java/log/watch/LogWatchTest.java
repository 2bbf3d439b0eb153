package log.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Has the application read logs, on the class path, with the id generator that stands there. */
class LogWatchTest {

    private static final String REQUEST = "203.0.113.7 - - [02/Nov/2026:08:00:01 +0000] \"GET %s HTTP/1.1\" %d 10";

    private static List<String> printedOf(String log) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new LogWatch(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .watch(new BufferedReader(new StringReader(log)));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void itTellsOfPagesThatKeepFailingAndOfLinesThatItCannotRead() throws IOException {
        List<String> printed = printedOf(Files.readString(Path.of("access.log")));

        assertThat(printed).hasSize(3);
        assertThat(printed.get(0))
                .startsWith("line 6: request must be in the common log format: text='198.51.100.4 - - ");
        assertThat(printed.get(1)).matches("alarm [0-9A-HJKMNP-TV-Z]{26}: /checkout has failed 3 times");
        assertThat(printed.get(2)).isEqualTo("9 requests, 4 failed, 6982 bytes");
    }

    @Test
    void itRaisesOneAlarmForEachPage() throws IOException {
        String failed = (REQUEST.formatted("/cart?item=1", 500) + "\n").repeat(5);
        String tolerated = (REQUEST.formatted("/search", 500) + "\n").repeat(2);
        String refused = (REQUEST.formatted("/old", 404) + "\n").repeat(5);

        assertThat(printedOf(failed + tolerated + refused))
                .satisfiesExactly(
                        alarm -> assertThat(alarm).endsWith(": /cart has failed 3 times"),
                        total -> assertThat(total).isEqualTo("12 requests, 7 failed, 120 bytes"));
    }

    @Test
    void itCountsEachLineOfALogThatIsLongerThanAMailbox() throws IOException {
        assertThat(printedOf((REQUEST.formatted("/", 200) + "\n").repeat(10_000)))
                .containsExactly("10000 requests, 0 failed, 100000 bytes");
    }

    @Test
    void anEmptyLogHasNoRequests() throws IOException {
        assertThat(printedOf("")).containsExactly("0 requests, 0 failed, 0 bytes");
    }
}
