package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import bus.api.spi.IdGeneratorProvider;
import bus.arch.Programs.Outcome;
import bus.testkit.IdGeneratorContract;
import bus.testkit.IdOrder;
import java.io.File;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The contract of id generators on ones that somebody else made: good ones pass it, and each wrong one fails its test.
 */
class IdGeneratorContractTest {

    /** How many tests the contract has. */
    private static final int TESTS = 17;

    private static final String SERVICE = IdGeneratorProvider.class.getName();

    @AutoClose
    private static final Programs programs = new Programs();

    /** The good ones and the wrong ones, all well declared. */
    private static Path jar;

    @BeforeAll
    static void compile() {
        Map<String, String> sources = new TreeMap<>(
                Map.of("ids/Good.java", WrongIdGenerators.GOOD, "ids/Tickets.java", WrongIdGenerators.TICKETS));
        WrongIdGenerators.ALL.forEach((name, wrong) -> sources.put(
                "ids/" + name + ".java",
                "package ids; import bus.api.*; import bus.api.spi.*; import java.util.concurrent.atomic.AtomicLong;"
                        + " public final class " + name + " extends " + wrong.base() + " { public " + name + "() {} "
                        + wrong.body() + " }"));
        List<String> providers = sources.keySet().stream()
                .map(file -> file.replace('/', '.').replace(".java", ""))
                .toList();
        jar = jar("ids", sources, providers, providers);
    }

    private static Path jar(String module, Map<String, String> sources, List<String> provided, List<String> named) {
        Map<String, String> all = new TreeMap<>(sources);
        all.put(
                "module-info.java",
                "module " + module + " { requires bus.api; "
                        + (provided.isEmpty()
                                ? ""
                                : "provides " + SERVICE + " with " + String.join(", ", provided) + "; ")
                        + "}");
        Path classes = programs.compile(all, "--module-path", path(ProductJar.API.path()));
        return programs.jar(
                module + ".jar", classes, named.isEmpty() ? Map.of() : Map.of(SERVICE, String.join("\n", named)));
    }

    /** The contract of a provider that a test has set. */
    static final class UnderTest extends IdGeneratorContract {

        private static Class<?> type = UnderTest.class;
        private static IdOrder order = IdOrder.none();

        @Override
        protected IdGeneratorProvider provider() {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return (IdGeneratorProvider) constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected IdOrder order() {
            return order;
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("node", "7", "mode", "one");
        }

        @Override
        protected Map<String, String> refusedSettings() {
            return Map.of("node", "10");
        }

        @Override
        protected int idsOfEachThread() {
            return 5_000;
        }
    }

    /** Runs the contract on a class of a jar, and returns what each test that fails says. */
    private static Map<String, String> failures(Path jar, String type, IdOrder order, Path... beside) throws Exception {
        List<URL> urls = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (Path other : beside) {
            urls.add(other.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), IdGeneratorContractTest.class.getClassLoader())) {
            UnderTest.type = loader.loadClass(type);
            UnderTest.order = order;
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(UnderTest.class))
                    .execute()
                    .testEvents();
            assertThat(tests.finished().count()).isEqualTo(TESTS);
            return tests.failed().stream()
                    .collect(Collectors.toMap(
                            event -> event.getTestDescriptor().getDisplayName().replace("()", ""),
                            event -> String.valueOf(event.getRequiredPayload(TestExecutionResult.class)
                                    .getThrowable()
                                    .orElseThrow()
                                    .getMessage())));
        }
    }

    static Stream<Arguments> wrong() {
        return WrongIdGenerators.ALL.entrySet().stream().map(entry -> arguments(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void eachWrongOneFailsForItsOwnReason(String name, WrongIdGenerators.Wrong wrong) throws Exception {
        assertThatTheseFail(failures(jar, "ids." + name, wrong.order()), wrong.failures());
    }

    private static void assertThatTheseFail(Map<String, String> failures, Map<String, String> expected) {
        assertThat(failures).containsOnlyKeys(expected.keySet());
        expected.forEach((test, part) -> assertThat(failures.get(test)).as(test).contains(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids.Good", "ids.Tickets"})
    void goodOnesPass(String type) throws Exception {
        assertThat(failures(jar, type, IdOrder.strict())).isEmpty();
    }

    @Test
    void oneThatMakesNothingFailsWhereverAGeneratorIsNeeded() throws Exception {
        Path nothing = jar(
                "nothing",
                Map.of("nothing/Provider.java", provider("nothing", "public Provider() {}", "return null;")),
                List.of("nothing.Provider"),
                List.of("nothing.Provider"));

        assertThat(failures(nothing, "nothing.Provider", IdOrder.strict()))
                .containsKeys("idsAreNeitherNullNorBlank", "noIdIsGivenTwice", "idsOfAThreadGrow")
                .doesNotContainKeys("theNameIsAWord", "theProviderIsFound")
                .allSatisfy((test, message) -> assertThat(message)
                        .isIn(
                                "provider must create a generator: created=null, asked=[mode, node]",
                                "value must be refused: node=\"10\" ==> Expected bus.api.ProviderException to be thrown,"
                                        + " but nothing was thrown."));
    }

    private static String provider(String in, String constructor, String create) {
        return "package " + in + "; import bus.api.*; import bus.api.spi.*;"
                + " public final class Provider implements IdGeneratorProvider { " + constructor
                + " @Override public String name() { return \"" + in + "\"; } "
                + WrongIdGenerators.create("settings.text(\"node\"); settings.text(\"mode\"); " + create) + " }";
    }

    @Test
    void oneThatIsNotDeclaredFails() throws Exception {
        String create = "settings.wholeNumber(\"node\", 0, 9); String id = \"0\"; return () -> id;";
        String type = "undeclared.Provider";
        Path undeclared = jar(
                "undeclared",
                Map.of("undeclared/Provider.java", provider("undeclared", "public Provider() {}", create)),
                List.of(),
                List.of());
        Path hidden = jar(
                "undeclared",
                Map.of("undeclared/Provider.java", provider("undeclared", "Provider() {}", create)),
                List.of(),
                List.of(type));

        assertThat(failures(undeclared, type, IdOrder.none()))
                .containsOnlyKeys(
                        "noIdIsGivenTwice",
                        "theProviderIsFound",
                        "theModuleDescriptorProvidesTheProvider",
                        "theServicesFileNamesTheProvider")
                .containsEntry(
                        "theProviderIsFound",
                        "provider must be found by ServiceLoader: provider=undeclared.Provider, broken=[]; name it behind"
                                + " provides in the module descriptor and in META-INF/services/" + SERVICE)
                .containsEntry(
                        "theModuleDescriptorProvidesTheProvider",
                        "module descriptor must provide the provider: module=undeclared, provider=undeclared.Provider;"
                                + " write provides " + SERVICE
                                + " with undeclared.Provider ==> expected: <true> but was:"
                                + " <false>");
        assertThat(failures(hidden, type, IdOrder.none()))
                .containsOnlyKeys(
                        "noIdIsGivenTwice",
                        "theProviderIsPublicWithAPublicConstructor",
                        "theProviderIsFound",
                        "theModuleDescriptorProvidesTheProvider")
                .hasEntrySatisfying(
                        "theProviderIsPublicWithAPublicConstructor",
                        message -> assertThat(message)
                                .startsWith("provider must be public with a public constructor without parameters:"
                                        + " provider=undeclared.Provider"))
                .hasEntrySatisfying(
                        "theProviderIsFound",
                        message -> assertThat(message).contains("broken=[java.util.ServiceConfigurationError: "));
    }

    /** What another jar says of it, such as that of its tests, is not there when it is used. */
    @Test
    void aServicesFileOfAnotherJarDoesNotCount() throws Exception {
        Path own = jar(
                "bare",
                Map.of("bare/Provider.java", provider("bare", "public Provider() {}", "return () -> \"0\";")),
                List.of("bare.Provider"),
                List.of());
        Path other = programs.jar("other.jar", programs.newFolder(), Map.of(SERVICE, "bare.Provider"));

        assertThat(failures(own, "bare.Provider", IdOrder.none(), other))
                .containsKey("theServicesFileNamesTheProvider")
                .doesNotContainKey("theProviderIsFound");
    }

    @Test
    void aServicesFileInTheFolderThatGradleKeepsForResourcesCounts() throws Exception {
        Path build = programs.newFolder();
        Path classes = build.resolve("classes/java/main");
        Path resources = build.resolve("resources/main");
        Files.createDirectories(classes.getParent());
        Files.createDirectories(resources.resolve("META-INF/services"));
        Files.writeString(resources.resolve("META-INF/services/" + SERVICE), "plain.Provider # ours\n");
        Files.move(
                programs.compile(
                        Map.of("plain/Provider.java", provider("plain", "public Provider() {}", "return () -> \"0\";")),
                        "-cp",
                        path(ProductJar.API.path())),
                classes);

        assertThat(failures(classes, "plain.Provider", IdOrder.none(), resources))
                .doesNotContainKeys("theServicesFileNamesTheProvider", "theProviderIsFound");
    }

    @Test
    void oneWithoutADescriptorFails() throws Exception {
        Path classes = programs.compile(
                Map.of("plain/Provider.java", provider("plain", "public Provider() {}", "return () -> \"0\";")),
                "-cp",
                path(ProductJar.API.path()));
        Path plain = programs.jar("plain.jar", classes, Map.of(SERVICE, "plain.Provider"));

        assertThat(failures(plain, "plain.Provider", IdOrder.none()))
                .containsKey("theModuleDescriptorProvidesTheProvider")
                .doesNotContainKeys("theServicesFileNamesTheProvider", "theProviderIsFound")
                .hasEntrySatisfying(
                        "theModuleDescriptorProvidesTheProvider",
                        message -> assertThat(message)
                                .startsWith(
                                        "provider must stand beside a module descriptor: provider=plain.Provider;"));
    }

    /** A test of its author, as a module or on the class path, that JUnit runs in a process of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itsAuthorRunsTheContractOnAnyPath(boolean modules) {
        Path[] libraries = Stream.concat(
                        Stream.of(ProductJar.API.path(), ProductJar.TESTKIT.path(), jar),
                        Stream.of(ProductJar.jarsOf(
                                "org.junit.jupiter.api.Test",
                                "org.junit.jupiter.engine.JupiterTestEngine",
                                "org.junit.platform.commons.JUnitException",
                                "org.junit.platform.engine.TestEngine",
                                "org.junit.platform.launcher.Launcher",
                                "org.opentest4j.AssertionFailedError",
                                "org.apiguardian.api.API")))
                .toArray(Path[]::new);
        Path classes = programs.compile(
                Map.of("module-info.java", """
                        module author {
                            requires bus.testkit;
                            requires org.junit.platform.launcher;

                            opens author to org.junit.platform.commons;

                            uses bus.api.spi.IdGeneratorProvider;
                        }
                        """, "author/GoodIdsTest.java", """
                        package author;

                        import bus.api.spi.IdGeneratorProvider;
                        import bus.testkit.IdGeneratorContract;
                        import bus.testkit.IdOrder;
                        import java.util.ServiceLoader;

                        class GoodIdsTest extends IdGeneratorContract {
                            @Override
                            protected IdGeneratorProvider provider() {
                                return ServiceLoader.load(IdGeneratorProvider.class).stream()
                                        .filter(it -> it.type().getSimpleName().equals("Tickets"))
                                        .findFirst().orElseThrow().get();
                            }

                            @Override
                            protected IdOrder order() {
                                return IdOrder.strict();
                            }
                        }
                        """, "author/Main.java", """
                        package author;

                        import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

                        import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
                        import org.junit.platform.launcher.core.LauncherFactory;
                        import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

                        public final class Main {
                            private Main() {}

                            public static void main(String[] none) {
                                SummaryGeneratingListener listener = new SummaryGeneratingListener();
                                LauncherFactory.create().execute(
                                        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(GoodIdsTest.class)).build(),
                                        listener);
                                listener.getSummary().getFailures().forEach(failure -> System.out.println(failure.getException()));
                                System.out.print(GoodIdsTest.class.getModule() + ": " + listener.getSummary().getTestsSucceededCount()
                                        + " and " + listener.getSummary().getTestsAbortedCount() + " that do not apply");
                            }
                        }
                        """),
                "--module-path",
                path(libraries));
        String path = path(classes) + File.pathSeparator + path(libraries);
        Outcome outcome = modules
                ? programs.java("--module-path", path, "--module", "author/author.Main")
                : programs.java("-cp", path, "author.Main");

        assertThat(outcome.printed())
                .startsWith(modules ? "module author" : "unnamed module")
                .endsWith(": 14 and 3 that do not apply");
    }
}
