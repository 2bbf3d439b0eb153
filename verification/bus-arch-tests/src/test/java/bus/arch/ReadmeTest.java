package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;

import bus.arch.Programs.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes every code block out of the README and tries it.
 *
 * <p>A {@code java} block is a program, and the {@code text} block behind it what that program prints; a {@code java}
 * block with a module descriptor goes with the program behind it. Other blocks are {@code sh}, whose commands are known,
 * and {@code xml}, whose artifacts are.
 */
class ReadmeTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern MAIN_CLASS =
            Pattern.compile("class (\\w+) \\{(?:(?!\\nclass ).)*?void main", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("^module ([\\w.]+)");

    @TempDir
    private Path folder;

    private Programs programs;

    @BeforeEach
    void start() {
        programs = new Programs(folder);
    }

    private record Block(int line, String language, String text) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int start = i;
                StringBuilder text = new StringBuilder();
                for (i++; !lines.get(i).equals("```"); i++) {
                    text.append(lines.get(i)).append('\n');
                }
                blocks.add(new Block(start + 1, fence.group(1), text.toString()));
            }
        }
        return blocks;
    }

    @TestFactory
    Stream<DynamicTest> everyProgramPrintsWhatIsWrittenBehindIt() throws IOException {
        List<Block> blocks = blocks();
        List<DynamicTest> tests = new ArrayList<>();
        Block descriptor = null;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.language().equals("java") && MODULE.matcher(block.text()).find()) {
                descriptor = block;
            } else if (block.language().equals("java")) {
                Block module = descriptor;
                Block printed = i + 1 < blocks.size() ? blocks.get(i + 1) : block;
                tests.add(DynamicTest.dynamicTest("line " + block.line(), () -> {
                    assertThat(printed.language()).as("what it prints").isEqualTo("text");
                    assertThat(run(module, block).printed()).isEqualTo(printed.text());
                }));
                descriptor = null;
            }
        }
        assertThat(tests).as("programs in the README").hasSizeGreaterThan(3);
        assertThat(descriptor).as("a descriptor without a program").isNull();
        return tests.stream();
    }

    private Outcome run(Block module, Block program) {
        Matcher inPackage = PACKAGE.matcher(program.text());
        String prefix = inPackage.find() ? inPackage.group(1) + "." : "";
        Matcher mainClass = MAIN_CLASS.matcher(program.text());
        assertThat(mainClass.find()).as("a class with a main method").isTrue();
        String main = prefix + mainClass.group(1);
        boolean byHand = program.text().contains("import bus.idgen.snowflake.");
        String compilePath =
                byHand ? path(ProductJar.API.path(), ProductJar.SNOWFLAKE.path()) : path(ProductJar.API.path());
        String runPath = path(ProductJar.API.path(), ProductJar.CORE.path(), ProductJar.SNOWFLAKE.path());
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put(main.replace('.', '/') + ".java", program.text());
        if (module == null) {
            Path classes = programs.compile(sources, "-cp", compilePath);
            return programs.java("-cp", path(classes) + File.pathSeparator + runPath, main);
        }
        sources.put("module-info.java", module.text());
        Matcher name = MODULE.matcher(module.text());
        assertThat(name.find()).isTrue();
        Path classes = programs.compile(sources, "--module-path", compilePath);
        return programs.java(
                "--module-path", path(classes) + File.pathSeparator + runPath, "--module", name.group(1) + "/" + main);
    }

    @Test
    void everyOtherBlockIsOfAKnownKind() throws IOException {
        assertThat(blocks()).allSatisfy(block -> assertThat(block.language()).isIn("java", "text", "sh", "xml"));
    }

    @Test
    void noBlockIsFencedInAWayThatIsPassedOver() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md")))
                .filteredOn(line -> line.contains("```") || line.contains("~~~"))
                .allMatch(line -> FENCE.matcher(line).matches());
    }

    @Test
    void theCommandsAreThoseThatAreTried() throws IOException {
        assertThat(blocks().stream()
                        .filter(block -> block.language().equals("sh"))
                        .flatMap(block -> block.text().lines()))
                .containsExactly(
                        "mvn -q -DskipTests -Prun -pl examples/order-shop -am package",
                        "mvn verify",
                        "examples/order-shop/target/order-shop/bin/order-shop --quiet");
        Outcome shop = programs.start(
                Map.of(), ROOT.resolve("examples/order-shop/target/order-shop/bin/order-shop"), "--quiet");
        assertThat(shop.printed()).contains("Order total amount");
    }

    @Test
    void theArtifactsAreOurs() throws IOException {
        List<String> artifacts = blocks().stream()
                .filter(block -> block.language().equals("xml"))
                .flatMap(block -> Pattern.compile("<artifactId>(.*)</artifactId>")
                        .matcher(block.text())
                        .results())
                .map(result -> result.group(1))
                .toList();
        assertThat(artifacts).containsExactly("bus-api", "bus-core", "bus-idgen-snowflake");
        assertThat(artifacts)
                .allSatisfy(artifact -> assertThat(ROOT.resolve(artifact)).isDirectory());
    }
}
