package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Follows the page for the first start, as {@link Steps} says. Maven is played by a function that compiles and copies
 * as it would: a build that runs inside a build would need artifacts that are not published yet. {@code .ci/run} has
 * the real one do what the page says.
 */
class GettingStartedTest {

    static final String PAGE = "docs/getting-started.md";

    private static final List<String> ARTIFACTS = List.of("bus-bom", "bus-api", "bus-core", "bus-idgen-snowflake");

    private static final List<String> MESSAGES_OF_TOOLS =
            List.of("Could not find artifact io.github.bus", "module not found: bus.api");

    @AutoClose
    private static final Programs programs = new Programs();

    private static Path page() {
        return Repository.ROOT.resolve(PAGE);
    }

    @TestFactory
    Stream<DynamicTest> everyStepDoesWhatThePageSays() throws IOException {
        String jars = Stream.of(ProductJar.API, ProductJar.CORE, ProductJar.SNOWFLAKE)
                .map(jar -> "\"" + jar.path() + "\"")
                .collect(Collectors.joining(" "));
        String maven = "mvn() {\n"
                + "[ \"$*\" = \"-q -DskipTests -Dmaven.javadoc.skip install\" ] && return\n"
                + "[ \"$*\" = \"-q package dependency:copy-dependencies -DincludeScope=runtime\" ]\n"
                + "mkdir -p target/dependency\n"
                + "cp " + jars + " target/dependency\n"
                + "javac --release 17 -d target/classes -p target/dependency $(find src/main/java -name '*.java')\n"
                + "jar --create --file target/shop-1.jar -C target/classes .\n"
                + "}\n";
        List<DynamicTest> steps = Steps.of(page(), programs, Map.of(), maven);
        assertThat(steps).hasSizeGreaterThan(6);
        return steps.stream();
    }

    @Test
    void theArtifactsAreOursInThisVersion() throws IOException {
        List<Block> builds = Block.in(page()).stream()
                .filter(block -> List.of("xml", "kotlin").contains(block.language()))
                .toList();
        assertThat(builds).hasSize(2);
        Pattern artifact = Pattern.compile("<artifactId>(bus-.*)</artifactId>|\"io\\.github\\.bus:([^:\"]+)");
        for (Block build : builds) {
            assertThat(artifact.matcher(build.text())
                            .results()
                            .map(found -> found.group(1) == null ? found.group(2) : found.group(1)))
                    .containsExactlyElementsOf(ARTIFACTS);
            assertThat(build.text()).contains(System.getProperty("project.version"));
        }
        assertThat(ARTIFACTS)
                .allSatisfy(name -> assertThat(Repository.ROOT.resolve(name)).isDirectory());
    }

    @Test
    void everyMessageOfTheTableIsOneOfTheApi() throws IOException {
        List<String> messages = Pattern.compile("(?m)^\\| `([^`]+ [^`]+)` \\|")
                .matcher(Files.readString(page()))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(messages).hasSize(6).containsAll(MESSAGES_OF_TOOLS);
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Repository.ROOT.resolve("bus-api/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        assertThat(messages)
                .filteredOn(message -> !MESSAGES_OF_TOOLS.contains(message))
                .allSatisfy(message -> assertThat(sources).contains(message));
    }
}
