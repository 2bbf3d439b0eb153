package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Follows the page for authors of id generators, as {@link Steps} says. */
class PluginPageTest {

    static final String PAGE = "docs/writing-an-id-generator.md";

    @AutoClose
    private static final Programs programs = new Programs();

    private static Path page() {
        return Repository.ROOT.resolve(PAGE);
    }

    @TestFactory
    Stream<DynamicTest> everyStepDoesWhatThePageSays() throws IOException {
        List<DynamicTest> steps = Steps.of(page(), programs, Map.of("BUS", Repository.ROOT.toString()), "");
        assertThat(steps).hasSizeGreaterThan(15);
        return steps.stream();
    }

    @Test
    void everyMessageOfTheTableIsOneOfTheApi() throws IOException {
        List<String> messages = Pattern.compile("(?m)^\\| `(.+?)` \\|")
                .matcher(Files.readString(page()))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        assertThat(messages).hasSize(9);
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Repository.ROOT.resolve("bus-api/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        assertThat(messages)
                .allSatisfy(message -> assertThat(sources.toString()).contains('"' + message));
    }
}
