package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Follows the page for authors of id generators from its begin to its end, in an empty folder.
 *
 * <p>A block with the name of a file above it is written to that file; the commands of a {@code sh} block print what the
 * {@code text} block behind it says, where {@code \u2026} stands for anything in a line, and nothing if there is none.
 */
class PluginPageTest {

    static final String PAGE = "docs/writing-an-id-generator.md";

    @AutoClose
    private static final Programs programs = new Programs();

    private static Path page() {
        return Repository.ROOT.resolve(PAGE);
    }

    @TestFactory
    Stream<DynamicTest> everyStepDoesWhatThePageSays() throws IOException {
        Path folder = programs.newFolder();
        List<Block> blocks = Block.in(page());
        List<DynamicTest> steps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.file() != null) {
                steps.add(DynamicTest.dynamicTest(
                        block.toString(), () -> Programs.write(folder.resolve(block.file()), block.text())));
            } else if (block.language().equals("sh")) {
                Block behind = i + 1 < blocks.size() ? blocks.get(i + 1) : block;
                String printed = behind.language().equals("text") && behind.file() == null ? behind.text() : "";
                steps.add(DynamicTest.dynamicTest(
                        block.toString(),
                        () -> assertThat(programs.shell(Map.of("BUS", Repository.ROOT.toString()), folder, block.text())
                                        .printed())
                                .matches(pattern(printed))));
            }
        }
        assertThat(steps).hasSizeGreaterThan(15);
        return steps.stream();
    }

    private static Pattern pattern(String printed) {
        return Pattern.compile(
                Arrays.stream(printed.split("\u2026", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
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
