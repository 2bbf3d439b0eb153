package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Starts each example as its page says, as {@link Steps} says, in the root of the repository. The build itself plays
 * Maven: it has packaged the examples before.
 */
class ExamplesTest {

    @AutoClose
    private static final Programs programs = new Programs();

    /** Returns the folders of the examples. */
    private static List<String> folders() {
        return Pom.otherFolders().stream()
                .filter(folder -> folder.startsWith("examples/"))
                .toList();
    }

    private static Path page(String folder) {
        return Repository.ROOT.resolve(folder).resolve("README.md");
    }

    @TestFactory
    Stream<DynamicTest> eachPrintsWhatItsPageSays() throws IOException {
        Stream<DynamicTest> all = Stream.empty();
        for (String folder : folders()) {
            String begin = "mvn() { [ \"$*\" = \"-q -DskipTests -pl " + folder + " -am package\" ]; }\n" + "cd '"
                    + Repository.ROOT + "'\n";
            List<DynamicTest> steps = Steps.of(page(folder), programs, Map.of(), begin);
            assertThat(steps).as(folder).hasSize(1);
            all = Stream.concat(all, steps.stream());
        }
        return all;
    }

    @Test
    void eachIsStartedByTwoLinesAndShowsWhatTheyPrint() throws IOException {
        for (String folder : folders()) {
            List<Block> blocks = Block.in(page(folder));
            assertThat(blocks).as(folder).extracting(Block::language).containsExactly("sh", "text");
            assertThat(blocks.get(0).text()).as(folder).hasLineCount(2);
        }
    }

    @Test
    void theFirstPageLeadsToEach() throws IOException {
        String first = Files.readString(Repository.ROOT.resolve("README.md"));
        assertThat(folders())
                .hasSizeGreaterThan(2)
                .allSatisfy(folder -> assertThat(first).contains("(" + folder + "/README.md)"));
    }
}
