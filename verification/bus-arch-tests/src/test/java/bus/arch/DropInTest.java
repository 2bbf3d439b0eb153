package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;

import bus.arch.Programs.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A modular application that requires the API alone, with jars dropped in beside it and nothing compiled anew. */
class DropInTest {

    private static final Path API = ProductJar.API.path();
    private static final Path CORE = ProductJar.CORE.path();
    private static final Path SNOWFLAKE = ProductJar.SNOWFLAKE.path();
    private static final String WAYS_TO_CHOOSE = "choose with Bus.Builder.idGenerator, the system property bus.idgen or"
            + " the environment variable BUS_IDGEN";

    @AutoClose
    private static final Programs programs = new Programs();

    private static final DropInJars make = new DropInJars(programs);

    private static Path application;
    private static Path third;

    enum On {
        MODULE_PATH,
        CLASS_PATH
    }

    @BeforeAll
    static void compile() {
        application = make.application();
        third = make.providers.named("third", "\"third\"");
    }

    /** Returns what is printed by the application with the API, the core and these jars. */
    private static String printed(On on, Map<String, String> environment, List<String> options, Path... dropped) {
        return printed(
                on,
                environment,
                options,
                List.of(),
                Stream.concat(Stream.of(CORE), Stream.of(dropped)).toList());
    }

    private static String printed(
            On on, Map<String, String> environment, List<String> options, List<String> names, List<Path> beside) {
        List<Path> all = new ArrayList<>(List.of(application, API));
        all.addAll(beside);
        String path = path(all.toArray(Path[]::new));
        List<String> command = new ArrayList<>(options);
        command.addAll(
                on == On.MODULE_PATH
                        ? List.of("--module-path", path, "--module", "app/app.Main")
                        : List.of("-cp", path, "app.Main"));
        command.addAll(names);
        return programs.java(environment, command.toArray(String[]::new)).printed();
    }

    @ParameterizedTest
    @EnumSource
    void theSnowflakeJarGivesIds(On on) {
        assertThat(printed(on, Map.of(), List.of(), SNOWFLAKE)).matches("[0-9A-Za-z]{16}");
    }

    @ParameterizedTest
    @EnumSource
    void theUlidJarGivesIds(On on) {
        Path[] jars = ProductJar.jarsOf("com.github.f4b6a3.ulid.Ulid", "bus.idgen.ulid.UlidIdGeneratorProvider");
        assertThat(printed(on, Map.of(), List.of(), jars)).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(printed(on, Map.of("BUS_IDGEN_ULID_ORDER", "randomly"), List.of(), jars))
                .startsWith("setting of id generator ulid must be one of [monotonic, random]: order=\"randomly\""
                        + " (environment variable BUS_IDGEN_ULID_ORDER);");
    }

    @ParameterizedTest
    @EnumSource
    void theUuidJarGivesIds(On on) {
        Path[] jars = ProductJar.jarsOf(
                "com.fasterxml.uuid.Generators", "org.slf4j.Logger", "bus.idgen.uuid.UuidIdGeneratorProvider");
        String hex = "[0-9a-f]";
        assertThat(printed(on, Map.of(), List.of(), jars))
                .matches(hex + "{8}-" + hex + "{4}-7" + hex + "{3}-[89ab]" + hex + "{3}-" + hex + "{12}");
        assertThat(printed(on, Map.of(), List.of("-Dbus.idgen.uuid.version=6"), jars))
                .matches(hex + "{8}-" + hex + "{4}-6.*");
    }

    @ParameterizedTest
    @EnumSource
    void aJarOfSomebodyElseGivesIds(On on) {
        assertThat(printed(on, Map.of(), List.of(), third)).isEqualTo("third");
    }

    @ParameterizedTest
    @EnumSource
    void settingsComeFromOutside(On on) {
        assertThat(printed(on, Map.of("BUS_IDGEN_SNOWFLAKE_NODE", "19"), List.of(), SNOWFLAKE))
                .endsWith("000J");
        assertThat(printed(
                        on,
                        Map.of("BUS_IDGEN_SNOWFLAKE_NODE", "19"),
                        List.of("-Dbus.idgen.snowflake.node=125"),
                        SNOWFLAKE))
                .endsWith("0021");
    }

    @ParameterizedTest
    @EnumSource
    void withoutAnIdGeneratorTheErrorSaysHowToGetOne(On on) {
        assertThat(printed(on, Map.of(), List.of()))
                .isEqualTo("an id generator must be found: idGenerator=(none named), found=[], place=class loader app; "
                        + wayIn(on, "a jar such as bus-idgen-snowflake")
                        + ", or give an instance to Bus.Builder.idGenerator; of several, " + WAYS_TO_CHOOSE);
    }

    @ParameterizedTest
    @EnumSource
    void withoutABusTheErrorSaysHowToGetOne(On on) {
        assertThat(printed(on, Map.of(), List.of(), List.of(), List.of(SNOWFLAKE)))
                .isEqualTo(
                        "there must be one bus provider: service=bus.api.spi.BusProvider, found=[], place=class loader"
                                + " app; " + wayIn(on, "the jar bus-core"));
    }

    private static String wayIn(On on, String jar) {
        return "put " + jar
                + (on == On.MODULE_PATH
                        ? " on the module path, as bus-api is a module, or on the class path"
                        : " on the class path (bus-api was loaded from there, and modules require another one)");
    }

    @ParameterizedTest
    @EnumSource
    void ofSeveralIdGeneratorsNoneIsPickedSilently(On on) {
        assertThat(printed(on, Map.of(), List.of(), SNOWFLAKE, third))
                .startsWith("one of several id generators must be named: idGenerator=(none named), found=[snowflake"
                        + " (bus.idgen.snowflake.provider.SnowflakeIdGeneratorProvider in ")
                .contains(", third (third.Provider in ")
                .contains(on == On.MODULE_PATH ? "in module third" : "/third.jar")
                .endsWith("; " + WAYS_TO_CHOOSE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, third, third",
                "-, third, -, third",
                "third, -, -, third",
                "-, third, snowflake, third",
                "third, snowflake, snowflake, third"
            })
    void theBuilderNamesBeforeThePropertyAndThatBeforeTheEnvironment(
            String builder, String property, String environment, String id) {
        assertThat(printed(
                        On.MODULE_PATH,
                        environment == null ? Map.of() : Map.of("BUS_IDGEN", environment),
                        property == null ? List.of() : List.of("-Dbus.idgen=" + property),
                        builder == null ? List.of() : List.of(builder),
                        List.of(CORE, SNOWFLAKE, third)))
                .isEqualTo(id);
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThat(printed(On.MODULE_PATH, Map.of("BUS_IDGEN", "ulid"), List.of(), SNOWFLAKE, third))
                .startsWith(
                        "id generator must be one of those that are found: idGenerator=\"ulid\" (environment variable"
                                + " BUS_IDGEN), found=[snowflake (")
                .contains(", third (")
                .endsWith("; " + WAYS_TO_CHOOSE);
    }

    @Test
    void anUnknownSettingIsToldWithItsPlaceAndTheKnownOnes() {
        assertThat(printed(On.MODULE_PATH, Map.of(), List.of("-Dbus.idgen.snowflake.nope=1"), SNOWFLAKE))
                .isEqualTo(
                        "setting must be known to id generator snowflake: nope=\"1\" (system property"
                                + " bus.idgen.snowflake.nope), known=[initial-time, node, sequencer]; correct or remove it there");
        assertThat(printed(On.CLASS_PATH, Map.of("BUS_IDGEN_SNOWFLAKE_NO_PE", "1"), List.of(), SNOWFLAKE))
                .startsWith("setting must be known to id generator snowflake: no-pe=\"1\" (environment variable"
                        + " BUS_IDGEN_SNOWFLAKE_NO_PE), known=[");
    }

    @Test
    void aBadSettingIsToldWithItsPlaceAndItsRange() {
        assertThat(printed(On.MODULE_PATH, Map.of("BUS_IDGEN_SNOWFLAKE_NODE", "14776336"), List.of(), SNOWFLAKE))
                .isEqualTo(
                        "setting of id generator snowflake must be a whole number in [0, 14776335]: node=\"14776336\""
                                + " (environment variable BUS_IDGEN_SNOWFLAKE_NODE); correct it there, or remove it to have the"
                                + " default");
        assertThat(printed(
                        On.MODULE_PATH,
                        Map.of(),
                        List.of("-Dbus.idgen.snowflake.initial-time=2999-01-01T00:00Z"),
                        SNOWFLAKE))
                .startsWith("setting of id generator snowflake must be an ISO-8601 time with an offset in [")
                .contains("initial-time=\"2999-01-01T00:00Z\" (system property bus.idgen.snowflake.initial-time);");
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatCannotBeMadeIsToldAndTheOthersCanBeNamed(On on) {
        Path broken = make.broken();
        assertThat(printed(on, Map.of(), List.of(), broken, third))
                .startsWith("an id generator must be named when another one is broken: idGenerator=(none named),"
                        + " found=[third (third.Provider in ")
                .contains("broken=[java.util.ServiceConfigurationError: " + ProviderJars.SERVICE
                        + ": Provider broken.Provider");
        Path[] jars = {application, API, CORE, broken, third};
        Outcome named = on == On.MODULE_PATH
                ? programs.java("--module-path", path(jars), "--module", "app/app.Main", "third")
                : programs.java("-cp", path(jars), "app.Main", "third");
        assertThat(named.out()).isEqualTo("third");
        assertThat(named.err()).contains("An id generator that was not chosen is broken", "no jar");
    }

    @ParameterizedTest
    @CsvSource({"nullname, null", "blankname, '\" \"'", "upper, '\"Upper\"'"})
    void aProviderWithoutAProperNameIsTold(String module, String name) {
        assertThat(printed(On.MODULE_PATH, Map.of(), List.of(), make.providers.named(module, name)))
                .startsWith("an id generator must be found: ")
                .contains("id generator provider must have a name that matches [a-z][a-z0-9]*: ")
                .contains("provider=" + module + ".Provider in module " + module);
    }

    @Test
    void aNameThatIsTakenTwiceIsTold() {
        Path other = make.providers.named("other", "\"third\"");
        assertThat(printed(On.MODULE_PATH, Map.of(), List.of("-Dbus.idgen=third"), third, other))
                .startsWith("name of an id generator must not be taken twice: idGenerator=\"third\" (system property"
                        + " bus.idgen), found=[third (other.Provider in module other), third (third.Provider in module"
                        + " third)]")
                .endsWith("; leave one of them on the path");
    }

    @Test
    void aProviderThatMakesNoGeneratorIsTold() {
        Path throwing = make.providers.of(
                "throwing",
                "public String name() { return \"throwing\"; }",
                "throw new IllegalStateException(\"no ids\");");
        Path nothing = make.providers.of("nothing", "public String name() { return \"nothing\"; }", "return null;");
        assertThat(printed(On.MODULE_PATH, Map.of(), List.of(), throwing))
                .isEqualTo(
                        "id generator provider must create a generator: thrown=java.lang.IllegalStateException: no ids,"
                                + " provider=throwing (throwing.Provider in module throwing); mend the provider or take it away");
        assertThat(printed(On.MODULE_PATH, Map.of(), List.of(), nothing))
                .startsWith("id generator provider must create a generator: given=null, provider=nothing (");
    }

    @Test
    void anIdGeneratorMayStandInAModuleLayerOfItsOwn() {
        Path application = make.application("""
                        package app;

                        import bus.api.Bus;
                        import java.lang.module.Configuration;
                        import java.lang.module.ModuleFinder;
                        import java.nio.file.Path;
                        import java.util.List;
                        import java.util.Set;

                        public final class Main {
                            public static void main(String[] jars) {
                                Configuration configuration = ModuleLayer.boot().configuration()
                                        .resolveAndBind(ModuleFinder.of(Path.of(jars[0])), ModuleFinder.of(), Set.of("third"));
                                ModuleLayer layer = ModuleLayer.defineModulesWithManyLoaders(
                                        configuration, List.of(ModuleLayer.boot()), ClassLoader.getSystemClassLoader()).layer();
                                Bus bus = Bus.builder().moduleLayer(layer).build();
                                bus.registerTopics("x");
                                System.out.print(bus.emit("x", "y").id());
                            }
                        }
                        """);
        Outcome outcome = programs.java(
                "--module-path", path(application, API, CORE), "--module", "app/app.Main", third.toString());
        assertThat(outcome.printed()).isEqualTo("third");
    }

    @Test
    void theClassLoaderOfTheSystemMayBeOneOfTheApplicationThatHasAnIdGenerator() {
        Path application = make.application("""
                        package app;

                        import bus.api.Bus;
                        import java.net.MalformedURLException;
                        import java.net.URL;
                        import java.net.URLClassLoader;
                        import java.nio.file.Path;

                        public final class Main {
                            public static final class Loader extends URLClassLoader {
                                public Loader(ClassLoader parent) throws MalformedURLException {
                                    super(new URL[] {Path.of(System.getProperty("third")).toUri().toURL()}, parent);
                                }
                            }

                            public static void main(String[] none) {
                                Bus bus = Bus.builder().classLoader(ClassLoader.getSystemClassLoader()).build();
                                bus.registerTopics("x");
                                System.out.print(bus.emit("x", "y").id());
                            }
                        }
                        """);
        Outcome outcome = programs.java(
                "-Dthird=" + third,
                "-Xshare:off", // it would warn that it is of no use here
                "-Djava.system.class.loader=app.Main$Loader",
                "--module-path",
                path(application, API, CORE),
                "--add-exports",
                "app/app=java.base",
                "--module",
                "app/app.Main");
        assertThat(outcome.printed()).isEqualTo("third");
    }
}
