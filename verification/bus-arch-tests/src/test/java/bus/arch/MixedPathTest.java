package bus.arch;

import static bus.arch.Programs.path;
import static org.assertj.core.api.Assertions.assertThat;

import bus.arch.Programs.Outcome;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application with some of the jars on the module path and others on the class path. */
class MixedPathTest {

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
    private static Path broken;

    /** The id generators, with the jars that they need. */
    enum Ids {
        SNOWFLAKE("[0-9A-Za-z]{16}", () -> new Path[] {MixedPathTest.SNOWFLAKE}),
        ULID(
                "[0-9A-HJKMNP-TV-Z]{26}",
                () -> ProductJar.jarsOf("com.github.f4b6a3.ulid.Ulid", "bus.idgen.ulid.UlidIdGeneratorProvider")),
        UUID(
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                () -> ProductJar.jarsOf(
                        "com.fasterxml.uuid.Generators", "org.slf4j.Logger", "bus.idgen.uuid.UuidIdGeneratorProvider")),
        OF_SOMEBODY_ELSE("third", () -> new Path[] {third});

        private final String form;
        private final Supplier<Path[]> jars;

        Ids(String form, Supplier<Path[]> jars) {
            this.form = form;
            this.jars = jars;
        }
    }

    @BeforeAll
    static void compile() {
        application = make.application();
        third = make.providers.named("third", "\"third\"");
        broken = make.broken();
    }

    /** Runs the application as a module beside the API and the core, with these jars on the class path. */
    private static Outcome module(List<Path> dropped, String... names) {
        List<String> command = new ArrayList<>(
                List.of("--module-path", path(application, API, CORE), "-cp", path(dropped.toArray(Path[]::new))));
        command.addAll(List.of("--module", "app/app.Main"));
        command.addAll(List.of(names));
        return programs.java(command.toArray(String[]::new));
    }

    /** Runs the application on the class path, with the API, the core and these jars as modules. */
    private static Outcome classPath(List<Path> dropped, String... names) {
        List<String> command = new ArrayList<>(List.of("--module-path", path(API, CORE)));
        if (!dropped.isEmpty()) {
            command.set(1, command.get(1) + File.pathSeparator + path(dropped.toArray(Path[]::new)));
        }
        command.addAll(List.of("--add-modules", "bus.api", "-cp", path(application), "app.Main"));
        command.addAll(List.of(names));
        return programs.java(command.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void aModuleTakesAnIdGeneratorOfTheClassPath(Ids ids) {
        assertThat(module(List.of(ids.jars.get())).printed()).matches(ids.form);
    }

    @ParameterizedTest
    @EnumSource
    void aClassPathTakesAnIdGeneratorThatIsAModule(Ids ids) {
        assertThat(classPath(List.of(ids.jars.get())).printed()).matches(ids.form);
    }

    @Test
    void withoutAnIdGeneratorTheErrorNamesBothPaths() {
        assertThat(classPath(List.of()).printed())
                .isEqualTo("an id generator must be found: idGenerator=(none named), found=[], place=class loader app;"
                        + " put a jar such as bus-idgen-snowflake on the module path, as bus-api is a module, or on the"
                        + " class path, or give an instance to Bus.Builder.idGenerator; of several, " + WAYS_TO_CHOOSE);
    }

    @Test
    void ofTwoIdGeneratorsNoneIsPickedSilently() {
        assertThat(classPath(List.of(SNOWFLAKE, third)).printed())
                .startsWith("one of several id generators must be named: idGenerator=(none named), found=[snowflake"
                        + " (bus.idgen.snowflake.provider.SnowflakeIdGeneratorProvider in module bus.idgen.snowflake),"
                        + " third (third.Provider in module third)], ")
                .endsWith("; " + WAYS_TO_CHOOSE);
        assertThat(classPath(List.of(SNOWFLAKE, third), "third").printed()).isEqualTo("third");
    }

    @Test
    void ofOneOnEachPathNoneIsPickedSilently() {
        String[] command = {
            "--module-path", path(application, API, CORE, SNOWFLAKE), "-cp", path(third), "--module", "app/app.Main"
        };
        assertThat(programs.java(command).printed())
                .startsWith("one of several id generators must be named: ")
                .contains("in module bus.idgen.snowflake), third (third.Provider in file:");
        assertThat(programs.java(Map.of("BUS_IDGEN", "third"), command).printed())
                .isEqualTo("third");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokenIdGeneratorIsToldAndTheOthersCanBeNamed(boolean modular) {
        List<Path> jars = List.of(broken, third);
        assertThat((modular ? module(jars) : classPath(jars)).printed())
                .startsWith("an id generator must be named when another one is broken: idGenerator=(none named),"
                        + " found=[third (third.Provider in ")
                .contains("broken=[java.util.ServiceConfigurationError: ", "Provider broken.Provider");
        Outcome named = modular ? module(jars, "third") : classPath(jars, "third");
        assertThat(named.out()).isEqualTo("third");
        assertThat(named.err()).contains("An id generator that was not chosen is broken", "no jar");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOnlyIdGeneratorIsToBeMendedFirstIfItIsBroken(boolean modular) {
        assertThat((modular ? module(List.of(broken)) : classPath(List.of(broken))).printed())
                .startsWith("an id generator must be found: idGenerator=(none named), found=[], broken=[")
                .contains(
                        "; mend or remove what is broken; else put a jar such as bus-idgen-snowflake on the module path, ");
    }

    @Test
    void aBusThatIsAModuleCannotBeReachedFromAnApiOnTheClassPath() {
        String[] rest = {"-cp", path(application, API, SNOWFLAKE), "app.Main"};
        assertThat(programs.java("--module-path", path(CORE), rest[0], rest[1], rest[2])
                        .printed())
                .isEqualTo(
                        "there must be one bus provider: service=bus.api.spi.BusProvider, found=[], place=class loader"
                                + " app; put the jar bus-core on the class path (bus-api was loaded from there, and modules"
                                + " require another one)");
        assertThat(programs.java("-cp", path(application, API, CORE, SNOWFLAKE), "app.Main")
                        .printed())
                .matches("[0-9A-Za-z]{16}");
    }

    @Test
    void anIdGeneratorThatIsAModuleCannotBeReachedFromAnApiOnTheClassPath() {
        assertThat(programs.java("--module-path", path(third), "-cp", path(application, API, CORE), "app.Main")
                        .printed())
                .startsWith("an id generator must be found: ")
                .contains(
                        "; put a jar such as bus-idgen-snowflake on the class path (bus-api was loaded from there, and"
                                + " modules require another one), or give an instance to ");
    }

    @Test
    void aLayerIsOfNoUseToAnApiOnTheClassPath() {
        Path layered = make.application("""
                package app;

                import bus.api.Bus;
                import bus.api.BusException;

                public final class Main {
                    public static void main(String[] none) {
                        try {
                            Bus.builder().moduleLayer(ModuleLayer.boot()).build();
                        } catch (BusException e) {
                            System.out.print(e.getMessage());
                        }
                    }
                }
                """);
        assertThat(programs.java("-cp", path(layered, API, CORE, SNOWFLAKE), "app.Main")
                        .printed())
                .endsWith("; give a class loader that has the jar bus-core instead of a layer (bus-api was loaded from"
                        + " the class path, and modules require another one)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theCoreCannotBeReflectedUpon(boolean modular) {
        Path reflecting = make.application("""
                package app;

                import java.lang.reflect.InaccessibleObjectException;

                public final class Main {
                    public static void main(String[] none) throws Exception {
                        try {
                            Class.forName("bus.core.CoreBus").getDeclaredConstructors()[0].setAccessible(true);
                        } catch (InaccessibleObjectException e) {
                            System.out.print(e.getMessage());
                        }
                    }
                }
                """);
        Outcome outcome = modular
                ? programs.java("--module-path", path(reflecting, API, CORE, SNOWFLAKE), "--module", "app/app.Main")
                : programs.java(
                        "--module-path",
                        path(API, CORE, SNOWFLAKE),
                        "--add-modules",
                        "bus.api",
                        "-cp",
                        path(reflecting),
                        "app.Main");
        assertThat(outcome.printed())
                .startsWith("Unable to make bus.core.CoreBus(")
                .contains(" accessible: module bus.core does not \"opens bus.core\" to "
                        + (modular ? "module app" : "unnamed module"));
    }
}
