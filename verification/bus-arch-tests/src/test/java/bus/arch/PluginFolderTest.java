package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;

import bus.arch.Programs.Outcome;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application with a folder of plugins, whose API is a module or stands on the class path. */
class PluginFolderTest {

    private static final Path API = ProductJar.API.path();
    private static final Path CORE = ProductJar.CORE.path();

    /** Prints the id of an event, or the error; the arguments are the folder and the name of the id generator. */
    private static final String APPLICATION = """
            package app;

            import bus.api.Bus;
            import bus.api.BusException;
            import java.nio.file.Path;

            public final class Main {
                public static void main(String[] args) {
                    Bus.Builder builder = Bus.builder().plugins(Path.of(args[0]));
                    if (args.length > 1) {
                        builder.idGenerator(args[1]);
                    }
                    try (Bus bus = builder.build()) {
                        bus.registerTopics("order.created");
                        System.out.print(bus.emit("order.created", "apples").id());
                    } catch (BusException e) {
                        System.out.print(e.getMessage());
                    }
                }
            }
            """;

    @AutoClose
    private static final Programs programs = new Programs();

    private static final ProviderJars providers = new ProviderJars(programs);

    private static Path application;
    private static Path third;

    private Path folder;

    enum On {
        MODULE_PATH,
        CLASS_PATH
    }

    @BeforeAll
    static void compile() {
        Path classes = programs.compile(
                Map.of("module-info.java", "module app { requires bus.api; }", "app/Main.java", APPLICATION),
                "--module-path",
                path(API));
        application = programs.jar("app.jar", classes, Map.of());
        third = providers.named("third");
    }

    @BeforeEach
    void startAnEmptyFolder() {
        folder = programs.newFolder();
    }

    private void plugin(Path jar) {
        copy(folder, jar);
    }

    private void plugin(String subfolder, Path... jars) {
        copy(folder.resolve(subfolder), jars);
    }

    private static void copy(Path to, Path... jars) {
        try {
            Files.createDirectories(to);
            for (Path jar : jars) {
                Files.copy(jar, to.resolve(jar.getFileName()));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the application with the API, the core and these jars. */
    private Outcome run(On on, List<String> names, Path... onPath) {
        return runWithout(
                on, names, Stream.concat(Stream.of(CORE), Stream.of(onPath)).toArray(Path[]::new));
    }

    private Outcome runWithout(On on, List<String> names, Path... onPath) {
        List<Path> all = new ArrayList<>(List.of(application, API));
        all.addAll(Arrays.asList(onPath));
        String path = path(all.toArray(Path[]::new));
        List<String> command = new ArrayList<>(
                on == On.MODULE_PATH
                        ? List.of("--module-path", path, "--module", "app/app.Main")
                        : List.of("-cp", path, "app.Main"));
        command.add(folder.toString());
        command.addAll(names);
        return programs.java(command.toArray(String[]::new));
    }

    private String printed(On on, String... names) {
        return run(on, List.of(names)).printed();
    }

    @ParameterizedTest
    @EnumSource
    void aJarGivesIdsAndAnythingElseIsPassedOver(On on) throws IOException {
        plugin(third);
        Files.copy(third, folder.resolve(".hidden.jar"));
        Files.writeString(folder.resolve("readme.txt"), "no plugin");

        assertThat(printed(on)).isEqualTo("third");
    }

    @ParameterizedTest
    @EnumSource
    void theUlidAndTheUuidJarGiveIdsWithTheirLibrariesBesideThem(On on) {
        plugin("ulid", ProductJar.jarsOf("com.github.f4b6a3.ulid.Ulid", "bus.idgen.ulid.UlidIdGeneratorProvider"));
        plugin(
                "uuid",
                ProductJar.jarsOf(
                        "com.fasterxml.uuid.Generators", "org.slf4j.Logger", "bus.idgen.uuid.UuidIdGeneratorProvider"));

        assertThat(printed(on, "ulid")).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(printed(on, "uuid")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @ParameterizedTest
    @EnumSource
    void severalJarsOfASubfolderMayBringSomething(On on) {
        plugin("some", third, providers.named("fourth"));

        assertThat(printed(on, "third")).isEqualTo("third");
        assertThat(printed(on, "fourth")).isEqualTo("fourth");
    }

    @ParameterizedTest
    @EnumSource
    void aPluginStandsBesideWhatIsOnThePath(On on) {
        plugin(providers.named("fourth"));

        assertThat(run(on, List.of("fourth"), third).printed()).isEqualTo("fourth");
        assertThat(run(on, List.of("third"), third).printed()).isEqualTo("third");
        assertThat(run(on, List.of(), third).printed())
                .startsWith("one of several id generators must be named: idGenerator=(none named), found=[fourth"
                        + " (fourth.Provider in plugin " + folder.resolve("fourth.jar")
                        + "), third (third.Provider in ")
                .contains(on == On.MODULE_PATH ? "in module third)]" : "/third.jar)]")
                .contains(", place=class loader app and plugin folders [" + folder + "]; ");
    }

    @ParameterizedTest
    @EnumSource
    void theSameJarOnThePathAndInTheFolderIsTakenTwice(On on) {
        plugin(third);

        assertThat(run(on, List.of("third"), third).printed())
                .startsWith("name of an id generator must not be taken twice: idGenerator=\"third\" (the builder)")
                .contains("third (third.Provider in plugin " + folder.resolve("third.jar") + ")");
    }

    @ParameterizedTest
    @EnumSource
    void eachPluginHasItsOwnVersionOfALibrary(On on) {
        for (String version : List.of("one", "two")) {
            Path library = providers.library(version);
            Path provider = providers.of(
                    version,
                    "public String name() { return \"" + version + "\"; }",
                    "return () -> \"version \" + library.Library.version();",
                    library);
            plugin("plugin-" + version, provider, library);
        }

        assertThat(printed(on, "one")).isEqualTo("version one");
        assertThat(printed(on, "two")).isEqualTo("version two");
    }

    @ParameterizedTest
    @EnumSource
    void aCopyOfTheApiBesideAPluginIsPassedOver(On on) {
        plugin("some", third, API);

        assertThat(printed(on)).isEqualTo("third");
    }

    @ParameterizedTest
    @EnumSource
    void theBusItselfCannotBeAPlugin(On on) {
        plugin(third);
        plugin(CORE);

        assertThat(runWithout(on, List.of("third")).printed())
                .startsWith("there must be one bus provider: service=bus.api.spi.BusProvider, found=[], place=");
        assertThat(printed(on))
                .contains("broken=[bus.api.ProviderException: plugin must provide a service that plugins may bring:"
                        + " plugin=" + folder.resolve(CORE.getFileName()));
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenPluginOfAnySortHidesNoOther(On on) throws IOException {
        plugin(third);
        Files.writeString(folder.resolve("garbage.jar"), "no jar");
        Files.createDirectory(folder.resolve("empty"));
        plugin(providers.library("alone"));
        plugin(providers.of(
                "needy",
                "public String name() { return library.Library.version(); }",
                "return null;",
                providers.library("missing")));
        plugin(providers.of(
                "throwing",
                "public String name() { return \"throwing\"; } { if (true) throw new IllegalStateException(\"no luck\"); }",
                "return null;"));
        plugin(damaged("damaged"));
        plugin(providers.named("misnamed", "\"No Name\""));
        String[] reasons = {
            "plugin must be usable: plugin=" + folder.resolve("damaged.jar") + ", thrown=",
            "plugin must provide a service that plugins may bring: plugin=" + folder.resolve("empty") + ", services=[",
            "plugin must be usable: plugin=" + folder.resolve("garbage.jar") + ", thrown=",
            "plugin must provide a service that plugins may bring: plugin=" + folder.resolve("library.jar")
                    + ", services=[",
            "name=\"No Name\", provider=misnamed.Provider in plugin " + folder.resolve("misnamed.jar") + ";",
            on == On.MODULE_PATH
                    ? "plugin must be usable: plugin=" + folder.resolve("needy.jar")
                            + ", thrown=java.lang.module.FindException: Module library not found, required by needy;"
                    : "thrown=java.lang.NoClassDefFoundError: library/Library, provider=needy.Provider in plugin "
                            + folder.resolve("needy.jar") + ";",
            "plugin must be usable: plugin=" + folder.resolve("throwing.jar") + ", thrown=",
        };

        assertThat(printed(on))
                .startsWith(
                        "an id generator must be named when another one is broken: idGenerator=(none named), found=[third (")
                .contains(reasons)
                .contains("=java.util.zip.ZipException: zip ", "cause=java.lang.IllegalStateException: no luck;");
        Outcome named = run(on, List.of("third"));
        assertThat(named.out()).isEqualTo("third");
        assertThat(named.err()).contains(reasons);
        assertThat(named.err().split("An id generator that was not chosen is broken", -1))
                .hasSize(reasons.length + 1);
    }

    /** Makes a jar whose provider is half a class file. */
    private static Path damaged(String name) throws IOException {
        Path jar = providers.named(name);
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Path file = files.getPath(name + "/Provider.class");
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
        return jar;
    }

    @Test
    void aPluginWithTwoModulesOfOneNameIsBroken() throws IOException {
        plugin("twins", third);
        Files.copy(third, folder.resolve("twins/third-1.jar"));

        assertThat(printed(On.MODULE_PATH))
                .startsWith("an id generator must be found: ")
                .contains("modules of a plugin must have different names: plugin=" + folder.resolve("twins")
                        + ", module=third, jars=[third-1.jar, third.jar]; ");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBrokenOnThePathIsNotToldOfThePlugins(On on) {
        plugin(third);
        plugin(providers.named("fourth"));
        Path broken = providers.of(
                "broken",
                "public String name() { return \"broken\"; } { if (true) throw new IllegalStateException(\"no luck\"); }",
                "return null;");

        assertThat(run(on, List.of(), broken).printed())
                .contains("Provider broken.Provider could not be instantiated")
                .doesNotContain("plugin must be usable");
    }

    @Test
    void aProviderOnTheModulePathIsNoneOfThePlugins() {
        plugin(third);
        Outcome outcome = programs.java(
                "-cp",
                path(application, API, CORE),
                "--module-path",
                path(providers.automatic("automatic")),
                "--add-modules",
                "automatic",
                "app.Main",
                folder.toString(),
                "automatic");

        assertThat(outcome.printed()).isEqualTo("automatic");
    }

    @Test
    void aPluginOnTheClassPathNeedsAServicesFile() {
        Path classes = programs.compile(
                Map.of(
                        "module-info.java",
                        "module bare { requires bus.api; provides " + ProviderJars.SERVICE + " with bare.Provider; }",
                        "bare/Provider.java",
                        "package bare; public final class Provider implements " + ProviderJars.SERVICE
                                + " { public Provider() {} @Override public String name() { return \"bare\"; } @Override"
                                + " public bus.api.IdGenerator create(bus.api.spi.IdGeneratorSettings settings) { return"
                                + " () -> \"bare\"; } }"),
                "--module-path",
                path(API));
        plugin(programs.jar("bare.jar", classes, Map.of()));

        assertThat(printed(On.MODULE_PATH)).isEqualTo("bare");
        assertThat(printed(On.CLASS_PATH))
                .contains("plugin must provide a service that plugins may bring: plugin=" + folder.resolve("bare.jar"))
                .contains("; name its provider in the descriptor and in META-INF/services, and put a library into the"
                        + " folder of the plugin that needs it");
    }
}
