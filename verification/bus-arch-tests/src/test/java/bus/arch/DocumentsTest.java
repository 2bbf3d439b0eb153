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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Takes every code block out of the README and the pages of the guide, and tries it.
 *
 * <p>A {@code java} block is a program, and the {@code text} block behind it what that program prints; a {@code java}
 * block with a module descriptor goes with the program behind it, and one with a {@code @Test} is run by JUnit. Other
 * blocks are {@code sh}, whose commands are known, {@code xml} and {@code kotlin}, whose artifacts are, and
 * {@code mermaid}, which {@link ModulesPictureTest} holds to the descriptors. Three pages are followed step by step
 * instead: that for authors by {@link PluginPageTest}, that for the first start by {@link GettingStartedTest}, and that
 * on the flight recorder by {@link FlightRecorderPageTest}.
 */
class DocumentsTest {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern MAIN_CLASS =
            Pattern.compile("class (\\w+) \\{(?:(?!\\nclass ).)*?void main", Pattern.DOTALL);
    private static final Set<String> FOLLOWED =
            Set.of(PluginPageTest.PAGE, GettingStartedTest.PAGE, FlightRecorderPageTest.PAGE);
    private static final Pattern ARTIFACT =
            Pattern.compile("<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>(?:\\s*<version>(.*)</version>)?");
    private static final String METRICS =
            "JDK_JAVA_OPTIONS=\"--module-path examples/order-shop/target/metrics --add-modules bus.observer.micrometer,"
                    + "micrometer.registry.prometheus\" examples/order-shop/target/order-shop/bin/order-shop --metrics 9464";
    private static final Pattern TEST_CLASS = Pattern.compile("class (\\w+Test) \\{\\R    @Test");
    private static final Pattern MODULE = Pattern.compile("^module ([\\w.]+)");

    /** The jars of Micrometer, Prometheus and OpenTelemetry, and what these need. */
    private static final List<Path> LIBRARIES = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> jar.matches(
                    ".*/(io/micrometer|io/prometheus|io/opentelemetry|org/hdrhistogram|org/latencyutils)/.*"))
            .map(Path::of)
            .toList();

    /** The console of JUnit, which has all of it. */
    private static final Path JUNIT =
            Path.of("target/junit/junit-platform-console-standalone.jar").toAbsolutePath();

    @AutoClose
    private final Programs programs = new Programs();

    /** The blocks that are tried here. */
    private static Stream<Block> blocks() throws IOException {
        return Block.inAllDocuments().stream().filter(block -> !FOLLOWED.contains(block.document()));
    }

    @TestFactory
    Stream<DynamicTest> everyProgramPrintsWhatIsWrittenBehindIt() throws IOException {
        List<Block> blocks = blocks().toList();
        List<DynamicTest> tests = new ArrayList<>();
        Block descriptor = null;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (block.language().equals("java") && MODULE.matcher(block.text()).find()) {
                descriptor = block;
            } else if (block.language().equals("java")) {
                Block module = descriptor;
                Block printed = i + 1 < blocks.size() ? blocks.get(i + 1) : block;
                tests.add(DynamicTest.dynamicTest(block.toString(), () -> {
                    assertThat(printed.language()).as("what it prints").isEqualTo("text");
                    assertThat(printed(module, block)).isEqualTo(printed.text());
                }));
                descriptor = null;
            }
        }
        assertThat(tests).as("programs").hasSizeGreaterThan(6);
        assertThat(descriptor).as("a descriptor without a program").isNull();
        return tests.stream();
    }

    private String printed(Block module, Block program) {
        Matcher test = TEST_CLASS.matcher(program.text());
        return test.find() ? test(test.group(1), program) : run(module, program).printed();
    }

    /** Runs the tests of a class, and returns what Maven says of them. */
    private String test(String name, Block test) {
        String path = path(jars(test, ProductJar.API)) + File.pathSeparator + JUNIT;
        Path classes = programs.compile(Map.of(name + ".java", test.text()), "-Xlint:-classfile", "-cp", path);
        String report = programs.java(
                        "-cp",
                        path + File.pathSeparator + path(classes, ProductJar.CORE.path()),
                        "org.junit.platform.console.ConsoleLauncher",
                        "execute",
                        "--select-class=" + name,
                        "--details=summary")
                .printed();
        return "Tests run: %s, Failures: %s, Errors: 0, Skipped: %s\n"
                .formatted(count(report, "found"), count(report, "failed"), count(report, "skipped"));
    }

    private static String count(String report, String what) {
        Matcher count = Pattern.compile("(\\d+) tests " + what).matcher(report);
        assertThat(count.find()).as(report).isTrue();
        return count.group(1);
    }

    private Outcome run(Block module, Block program) {
        Matcher inPackage = PACKAGE.matcher(program.text());
        String prefix = inPackage.find() ? inPackage.group(1) + "." : "";
        Matcher mainClass = MAIN_CLASS.matcher(program.text());
        assertThat(mainClass.find()).as("a class with a main method").isTrue();
        String main = prefix + mainClass.group(1);
        Path[] peers = Peers.importedBy(program.text());
        String compilePath = path(with(peers, jars(program, ProductJar.API)));
        String runPath = path(with(peers, jars(program, ProductJar.API, ProductJar.CORE, ProductJar.SNOWFLAKE)));
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put(main.replace('.', '/') + ".java", program.text());
        if (module == null) {
            // The annotations that the classes of peers name are not all there.
            Path classes = programs.compile(sources, "-Xlint:-classfile", "-cp", compilePath);
            return programs.java("-cp", path(classes) + File.pathSeparator + runPath, main);
        }
        sources.put("module-info.java", module.text());
        Matcher name = MODULE.matcher(module.text());
        assertThat(name.find()).isTrue();
        Path classes = programs.compile(sources, "--module-path", compilePath);
        return programs.java(
                "--module-path", path(classes) + File.pathSeparator + runPath, "--module", name.group(1) + "/" + main);
    }

    private static Path[] with(Path[] peers, Path[] jars) {
        return Stream.of(jars, peers).flatMap(Stream::of).toArray(Path[]::new);
    }

    /** Returns jars with those from which the program imports something by hand. */
    private static Path[] jars(Block program, ProductJar... always) {
        Set<ProductJar> jars = new LinkedHashSet<>(List.of(always));
        if (program.text().contains("import bus.idgen.snowflake.")) {
            jars.add(ProductJar.SNOWFLAKE);
        }
        if (program.text().contains("import bus.testkit.")) {
            jars.add(ProductJar.TESTKIT);
        }
        if (program.text().contains("import bus.observer.micrometer.")) {
            jars.add(ProductJar.OBSERVER_MICROMETER);
        }
        Stream<Path> libraries = program.text().contains("import io.micrometer.") ? LIBRARIES.stream() : Stream.empty();
        return Stream.concat(jars.stream().map(ProductJar::path), libraries).toArray(Path[]::new);
    }

    @Test
    void everyOtherBlockIsOfAKnownKind() throws IOException {
        assertThat(Block.inAllDocuments())
                .allSatisfy(
                        block -> assertThat(block.language()).isIn("java", "text", "sh", "xml", "kotlin", "mermaid"));
    }

    @Test
    void noBlockIsAFileThatNobodyTries() throws IOException {
        assertThat(blocks()).allSatisfy(block -> assertThat(block.file()).isNull());
    }

    @Test
    void noBlockIsFencedInAWayThatIsPassedOver() throws IOException {
        for (Path document : Block.documents()) {
            assertThat(Files.readAllLines(document))
                    .as(document.toString())
                    .filteredOn(line -> line.contains("```") || line.contains("~~~"))
                    .allMatch(line -> Block.FENCE.matcher(line).matches());
        }
    }

    /**
     * The build itself is the first two, {@code .ci/run} makes the site, BenchmarksRunTest runs what is measured,
     * {@link ImageTest} tries the image, also with what stands beside it, and LauncherIT its metrics. That nobody
     * changes the others unseen is all that is held of them.
     */
    @Test
    void theCommandsAreThoseThatAreTried() throws IOException {
        assertThat(blocks().filter(block -> block.language().equals("sh"))
                        .flatMap(block -> block.text().lines()))
                .containsExactly(
                        "mvn -q -DskipTests -Prun -pl examples/order-shop -am package",
                        "mvn verify",
                        "examples/order-shop/target/order-shop/bin/order-shop --quiet",
                        "examples/order-shop/target/order-shop/bin/order-shop --jfr run.jfr",
                        "jfr summary run.jfr",
                        "jfr print --events \"bus.*\" run.jfr",
                        METRICS,
                        "javac -cp \"lib/*\" Hello.java",
                        "java -cp \"lib/*:.\" Hello",
                        "mvn -q javadoc:aggregate@site",
                        "mvn -q -DskipTests -Pjmh -pl verification/bus-benchmarks -am package"
                                + " \"-Djmh.args=IdBenchmark -t 1 -prof gc\"",
                        "mvn -q -DskipTests -Dmaven.javadoc.skip -pl bus-idgen-ulid -am package"
                                + " dependency:copy-dependencies \\",
                        "    -DincludeArtifactIds=ulid-creator -DoutputDirectory=\"$PWD/beside\"",
                        "cp bus-idgen-ulid/target/bus-idgen-ulid-" + System.getProperty("project.version")
                                + ".jar beside",
                        "JDK_JAVA_OPTIONS=\"--module-path beside\""
                                + " examples/order-shop/target/order-shop/bin/order-shop --id-generator ulid",
                        "mvn -q -DskipTests -Pmeasure -pl verification/bus-benchmarks -am package"
                                + " \"-Dmeasure.args=--jdk $JDK17 --jdk $JDK25\"");
        Outcome shop = programs.start(Map.of(), Repository.ORDER_SHOP, "--quiet");
        assertThat(shop.printed()).contains("Order total amount");
        Path folder = programs.newFolder();
        String recorded =
                Repository.ORDER_SHOP + " --jfr run.jfr\njfr summary run.jfr\njfr print --events \"bus.*\" run.jfr\n";
        assertThat(programs.shell(Map.of(), folder, recorded).printed()).contains("bus.Emission {", "bus.Handling {");
    }

    @Test
    void aProgramOfTheGuideRunsInAFolderWithTheJars() throws IOException {
        List<Block> firstPage = Block.in(Repository.ROOT.resolve("README.md"));
        Path folder = programs.newFolder();
        Programs.write(folder.resolve("Hello.java"), firstPage.get(0).text());
        Path lib = Files.createDirectory(folder.resolve("lib"));
        for (ProductJar jar : List.of(ProductJar.API, ProductJar.CORE, ProductJar.SNOWFLAKE)) {
            Files.copy(jar.path(), lib.resolve(jar.path().getFileName()));
        }
        Block commands = Block.in(Repository.ROOT.resolve("docs/README.md")).get(0);
        assertThat(programs.shell(Map.of(), folder, commands.text()).printed())
                .isEqualTo(firstPage.get(1).text());
    }

    @Test
    void theArtifactsAreOursOrInTheVersionOfTheBuild() throws IOException {
        List<MatchResult> artifacts = Block.inAllDocuments().stream()
                .filter(block -> block.language().equals("xml"))
                .flatMap(block -> ARTIFACT.matcher(block.text()).results())
                .filter(found -> !found.group(1).equals("com.example"))
                .toList();
        String build = Files.readString(Repository.ROOT.resolve("pom.xml"));
        List<String> ours = Pom.publishedFolders().stream()
                .map(folder -> Pom.written(folder).text("artifactId"))
                .toList();
        assertThat(artifacts).hasSizeGreaterThan(10).allSatisfy(found -> {
            String artifact = found.group(2);
            String version = found.group(3);
            if (found.group(1).equals("io.github.bus")) {
                assertThat(artifact).isIn(ours);
                assertThat(version).isIn(null, System.getProperty("project.version"));
            } else if (found.group(1).endsWith("plugins")) {
                assertThat(build).containsPattern(artifact + "</artifactId>\\s*<version>" + version + "<");
            } else {
                assertThat(System.getProperty("java.class.path"))
                        .contains(File.separator + artifact + "-" + version + ".jar");
            }
        });
    }

    @Test
    void theTestkitBringsTheVersionOfJUnitThatItsPageNames() throws IOException {
        Matcher version = Pattern.compile("`junit-jupiter-api` ([\\d.]+)")
                .matcher(Files.readString(Repository.ROOT.resolve("docs/testing.md")));
        assertThat(version.find()).isTrue();
        assertThat(System.getProperty("java.class.path")).contains("junit-jupiter-api-" + version.group(1) + ".jar");
    }
}
