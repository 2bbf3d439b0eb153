package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;

/**
 * The steps of a page that is followed from its begin to its end, in an empty folder.
 *
 * <p>A block with the name of a file above it is written to that file; the commands of a {@code sh} block print what
 * the {@code text} block behind it says, where {@code \u2026} stands for anything in a line, and nothing if there is
 * none.
 */
final class Steps {

    private Steps() {}

    /** Returns the steps of a page; what stands before the commands of each one defines or exchanges others. */
    static List<DynamicTest> of(Path page, Programs programs, Map<String, String> environment, String before)
            throws IOException {
        Path folder = programs.newFolder();
        List<Block> blocks = Block.in(page);
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
                        () -> assertThat(programs.shell(environment, folder, before + block.text())
                                        .printed())
                                .matches(pattern(printed))));
            }
        }
        return steps;
    }

    private static Pattern pattern(String printed) {
        return Pattern.compile(
                Arrays.stream(printed.split("\u2026", -1)).map(Pattern::quote).collect(Collectors.joining(".+")));
    }
}
