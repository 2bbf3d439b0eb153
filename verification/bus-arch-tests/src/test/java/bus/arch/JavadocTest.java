package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
 * Takes every sample out of the javadoc of the published modules, and tries it.
 *
 * <p>A sample is a module descriptor, or what stands in the main method of a program, which then prints what its
 * comments say that it prints. It imports what is neither in the API, nor in its own package, nor in the packages of
 * the JDK below.
 */
class JavadocTest {

    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^ *\\* <pre>\\{@code\\n((?: *\\*.*\\n)+?) *\\* \\}</pre>$");
    private static final Pattern EXPORTS = Pattern.compile("(?m)^ {4}exports ");
    private static final Pattern MARGIN = Pattern.compile("(?m)^ *\\* ?");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*\\n+");
    private static final Pattern PRINTS = Pattern.compile("// prints (.*\\n)");
    private static final String SOURCES = "src/main/java";

    private static final Path[] JARS = Stream.concat(
                    Stream.of(
                                    ProductJar.API,
                                    ProductJar.CORE,
                                    ProductJar.SNOWFLAKE,
                                    ProductJar.TESTKIT,
                                    ProductJar.OBSERVER_MICROMETER)
                            .map(ProductJar::path),
                    Stream.of(ProductJar.jarsOf(
                            "org.apiguardian.api.API",
                            "org.junit.jupiter.api.Test",
                            "org.junit.platform.commons.JUnitException",
                            "org.opentest4j.TestAbortedException",
                            "io.micrometer.common.KeyValue",
                            "io.micrometer.core.instrument.Meter",
                            "io.micrometer.observation.Observation")))
            .toArray(Path[]::new);

    @AutoClose
    private final Programs programs = new Programs();

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules =
                Stream.concat(Files.list(Repository.ROOT), Files.list(Repository.ROOT.resolve("extensions")))) {
            List<Path> sources = new ArrayList<>();
            for (Path module : modules.map(folder -> folder.resolve(SOURCES))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(Files::isRegularFile).sorted().forEach(sources::add);
                }
            }
            return sources;
        }
    }

    private static List<Block> samples() throws IOException {
        List<Block> samples = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            SAMPLE.matcher(text).results().forEach(sample -> samples.add(block(source, text, sample)));
        }
        return samples;
    }

    private static Block block(Path source, String text, MatchResult sample) {
        int line = (int) text.substring(0, sample.start()).lines().count() + 1;
        return new Block(
                Repository.ROOT.relativize(source).toString().replace('\\', '/'),
                line,
                "java",
                null,
                MARGIN.matcher(sample.group(1)).replaceAll(""));
    }

    @TestFactory
    Stream<DynamicTest> everySampleDoesWhatItSays() throws IOException {
        return samples().stream().map(sample -> DynamicTest.dynamicTest(sample.toString(), () -> run(sample)));
    }

    private void run(Block sample) {
        if (sample.text().matches("(?s)(open )?module .*")) {
            programs.compile(Map.of("module-info.java", sample.text()), "--module-path", path(JARS));
            return;
        }
        String imports =
                IMPORT.matcher(sample.text()).results().map(MatchResult::group).collect(Collectors.joining());
        String program = imports + "import bus.api.*;\nimport bus.api.spi.*;\nimport " + packageOf(sample) + ".*;\n"
                + "import java.time.*;\nimport java.util.*;\nimport java.util.concurrent.*;\n"
                + "class Sample {\npublic static void main(String[] arguments) throws Exception {\n"
                + IMPORT.matcher(sample.text()).replaceAll("") + "}\n}\n";
        // The annotations that the classes of libraries name are not all there.
        Path classes = programs.compile(Map.of("Sample.java", program), "-Xlint:-classfile", "-cp", path(JARS));
        String printed = PRINTS.matcher(sample.text())
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.joining());
        assertThat(programs.java("-cp", path(classes) + File.pathSeparator + path(JARS), "Sample")
                        .printed())
                .isEqualTo(printed);
    }

    private static String packageOf(Block sample) {
        String source = sample.document();
        return source.substring(source.indexOf(SOURCES) + SOURCES.length() + 1, source.lastIndexOf('/'))
                .replace('/', '.');
    }

    @Test
    void everyExportedPackageAndItsModuleHaveASample() throws IOException {
        List<String> documents = samples().stream().map(Block::document).toList();
        for (Path source : sources()) {
            if (source.endsWith("module-info.java")
                    && EXPORTS.matcher(Files.readString(source)).find()) {
                assertThat(documents)
                        .contains(Repository.ROOT.relativize(source).toString());
            }
        }
        PublicApiTest.exportedPackages()
                .map(it -> SOURCES + "/" + ((String) it.get()[0]).replace('.', '/') + "/package-info.java")
                .forEach(page -> assertThat(documents).anyMatch(document -> document.endsWith(page)));
    }

    @Test
    void noBlockIsWrittenInAWayThatIsPassedOver() throws IOException {
        Pattern block = Pattern.compile("<pre>|\\{@snippet");
        for (Path source : sources()) {
            String text = Files.readString(source);
            assertThat(SAMPLE.matcher(text).results().count())
                    .as(source.toString())
                    .isEqualTo(block.matcher(text).results().count());
        }
    }
}
