package bus.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that compares is of the versions that the tests beside this one try. */
class ComparisonTest {

    private static final Path PAGE = Path.of("../../docs/comparison.md");
    private static final List<String> PEERS =
            List.of("Guava", "greenrobot EventBus", "MBassador", "Spring", "Reactor", "Vert.x");

    @Test
    void thePageIsOfTheVersionsThatAreTried() throws IOException {
        String intro = Files.readString(PAGE).split("\n## ", 2)[0];
        Properties versions = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/bus/benchmarks/measure/versions.properties")) {
            versions.load(file);
        }

        assertThat(PEERS).allSatisfy(peer -> {
            String version = versions.getProperty(peer).replace("-jre", "");
            assertThat(intro).containsPattern("\\Q" + peer + "\\E( Framework)?\\s" + Pattern.quote(version) + "\\b");
        });
    }
}
