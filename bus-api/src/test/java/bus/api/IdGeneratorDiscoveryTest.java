package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.spi.BusProvider;
import bus.api.spi.IdGeneratorProvider;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdGeneratorDiscoveryTest {

    private static final String WAYS_TO_CHOOSE = "choose with Bus.Builder.idGenerator, the system property bus.idgen or"
            + " the environment variable BUS_IDGEN";

    private static final String WAYS_TO_FIND =
            "put a jar such as bus-idgen-snowflake on the module path, as bus-api is a module, or on the class path, or give an"
                    + " instance to Bus.Builder.idGenerator; of several, " + WAYS_TO_CHOOSE;

    private ProviderPath path;

    @BeforeEach
    void startAPathWithABus(@TempDir Path folder) {
        path = new ProviderPath(folder).jar(BusProvider.class, ProviderFixtures.GoodBus.class);
    }

    private void jar(Class<?>... providers) {
        path.jar(IdGeneratorProvider.class, providers);
    }

    private Bus.Builder builder() {
        return Bus.builder().classLoader(path.loader());
    }

    private static String idOf(Bus.Builder builder) {
        return ((StubBus) builder.build()).configuration().idGenerator().next();
    }

    private static ThrowableAssertAlternative<ProviderException> assertThatNoBusIsBuilt(Bus.Builder builder) {
        return assertThatExceptionOfType(ProviderException.class).isThrownBy(builder::build);
    }

    @Test
    void theOnlyProviderIsTaken() {
        jar(ProviderFixtures.Alpha.class);

        assertThat(idOf(builder())).isEqualTo("alpha");
    }

    @Test
    void noProviderIsAnErrorThatTellsTheWaysOut() {
        assertThatNoBusIsBuilt(builder())
                .withMessageStartingWith(
                        "an id generator must be found: idGenerator=(none named), found=[], place=class loader ")
                .withMessageEndingWith("; " + WAYS_TO_FIND)
                .withNoCause();
    }

    @Test
    void severalProvidersAreAnErrorThatListsThemAndTheirJars() {
        jar(ProviderFixtures.Beta.class);
        jar(ProviderFixtures.Alpha.class);

        assertThatNoBusIsBuilt(builder())
                .withMessageMatching("one of several id generators must be named: idGenerator=\\(none named\\), "
                        + "found=\\[alpha \\(bus.api.ProviderFixtures\\$Alpha in file:.*/jar2/\\), "
                        + "beta \\(bus.api.ProviderFixtures\\$Beta in file:.*/jar1/\\)], place=class loader .*")
                .withMessageEndingWith("; " + WAYS_TO_CHOOSE);
    }

    @Test
    void oneOfSeveralIsChosenByItsName() {
        jar(ProviderFixtures.Alpha.class, ProviderFixtures.Beta.class);

        assertThat(idOf(builder().idGenerator("alpha"))).isEqualTo("alpha");
        assertThat(idOf(builder().idGenerator("beta"))).isEqualTo("beta");
    }

    @Test
    void anInstanceComesBeforeAllProviders() {
        jar(ProviderFixtures.Alpha.class, ProviderFixtures.UnmakableIds.class);

        assertThat(idOf(builder().idGenerator("alpha").idGenerator(() -> "mine")))
                .isEqualTo("mine");
        assertThat(idOf(builder().idGenerator(() -> "mine").idGenerator("alpha")))
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma", "Alpha", "alpha ", "alph"})
    void aNameThatNoProviderHasIsAnErrorThatListsThem(String name) {
        jar(ProviderFixtures.Alpha.class);

        assertThatNoBusIsBuilt(builder().idGenerator(name))
                .withMessageStartingWith("id generator must be one of those that are found: idGenerator=\"" + name
                        + "\" (the builder), found=[alpha (bus.api.ProviderFixtures$Alpha in file:")
                .withMessageEndingWith("; " + WAYS_TO_CHOOSE);
    }

    @Test
    void aNameThatWasSetOutsideIsNamedWithItsPlace() {
        jar(ProviderFixtures.Alpha.class, ProviderFixtures.Beta.class);
        IdGeneratorChoice choice = IdGeneratorChoice.in(ProviderSource.of(path.loader()), List.of());

        assertThat(choice.choose(new Setting("idGenerator", "beta", "system property bus.idgen"))
                        .name())
                .isEqualTo("beta");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> choice.choose(new Setting("idGenerator", "x", "environment variable BUS_IDGEN")))
                .withMessageContaining("idGenerator=\"x\" (environment variable BUS_IDGEN), found=[");
    }

    @Test
    void aDoubledNameIsAnError() {
        jar(ProviderFixtures.Alpha.class);
        jar(ProviderFixtures.SecondAlpha.class);
        jar(ProviderFixtures.Beta.class);

        assertThatNoBusIsBuilt(builder().idGenerator("alpha"))
                .withMessageMatching("name of an id generator must not be taken twice: idGenerator=\"alpha\" "
                        + "\\(the builder\\), found=\\[alpha \\(.*\\$Alpha in .*\\), alpha \\(.*\\$SecondAlpha in .*\\), "
                        + "beta .*")
                .withMessageEndingWith("; leave one of them on the path");
        assertThatNoBusIsBuilt(builder()).withMessageContaining("alpha (", "SecondAlpha");
        assertThat(idOf(builder().idGenerator("beta"))).isEqualTo("beta");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ProviderFixtures.UnmakableIds.class,
                ProviderFixtures.NullName.class,
                ProviderFixtures.BlankName.class,
                ProviderFixtures.MalformedName.class,
                ProviderFixtures.ThrowingName.class,
                ProviderFixtures.UnlinkableName.class,
                ProviderFixtures.NoProvider.class
            })
    void aBrokenProviderHidesNoOther(Class<?> broken) {
        jar(broken, ProviderFixtures.Alpha.class);
        jar(ProviderFixtures.Beta.class);

        try (LogCapture log = new LogCapture()) {
            assertThat(idOf(builder().idGenerator("alpha"))).isEqualTo("alpha");
            assertThat(idOf(builder().idGenerator("beta"))).isEqualTo("beta");

            assertThat(log.entries()).hasSize(2).allSatisfy(entry -> {
                assertThat(entry.level()).isEqualTo("WARNING");
                assertThat(entry.message()).isEqualTo("An id generator that was not chosen is broken");
                assertThat(entry.thrown()).isNotNull();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ProviderFixtures$UnmakableIds, ProviderFixtures$UnmakableIds could not be instantiated",
        "ProviderFixtures$NullName, 'given=null, provider=bus.api.ProviderFixtures$NullName in file:'",
        "ProviderFixtures$BlankName, 'name=\" \", provider=bus.api.ProviderFixtures$BlankName in file:'",
        "ProviderFixtures$MalformedName, 'name=\"Al-pha\", provider=bus.api.ProviderFixtures$MalformedName in file:'",
        "ProviderFixtures$ThrowingName, java.lang.IllegalStateException: no name today",
        "ProviderFixtures$UnlinkableName, java.lang.NoClassDefFoundError: some/library",
        "ProviderFixtures$NoProvider, ProviderFixtures$NoProvider not a subtype",
        "Missing, Provider bus.api.Missing not found",
        "two words, Illegal configuration-file syntax",
    })
    void aBrokenProviderIsNotPassedOverWithoutAName(String broken, String told) {
        jar(ProviderFixtures.Alpha.class);
        path.jar(IdGeneratorProvider.class, "bus.api." + broken);

        assertThatNoBusIsBuilt(builder())
                .withMessageStartingWith(
                        "an id generator must be named when another one is broken: idGenerator=(none named), "
                                + "found=[alpha (bus.api.ProviderFixtures$Alpha in file:")
                .withMessageContaining(", broken=[")
                .withMessageContaining(told)
                .withMessageEndingWith("; " + WAYS_TO_CHOOSE)
                .satisfies(e -> assertThat(e.getCause()).isNotNull());
    }

    @Test
    void aBrokenProviderThatStandsAloneIsTheCause() {
        jar(ProviderFixtures.UnmakableIds.class);

        assertThatNoBusIsBuilt(builder())
                .withMessageStartingWith("an id generator must be found: idGenerator=(none named), found=[], broken=[")
                .withMessageEndingWith("; mend or remove what is broken; else " + WAYS_TO_FIND)
                .withCauseInstanceOf(ServiceConfigurationError.class)
                .withStackTraceContaining("no ids today");
    }

    @Test
    void aNameThatMayBeThatOfABrokenProviderIsAnErrorThatTellsToMendItFirst() {
        jar(ProviderFixtures.UnmakableIds.class);
        jar(ProviderFixtures.Alpha.class);

        assertThatNoBusIsBuilt(builder().idGenerator("unmakable"))
                .withMessageStartingWith("id generator must be one of those that are found: idGenerator=\"unmakable\"")
                .withMessageEndingWith("; mend or remove what is broken; else " + WAYS_TO_CHOOSE);
    }

    @Test
    void theMessageOnABadNameTellsTheFormOfNames() {
        jar(ProviderFixtures.MalformedName.class);

        assertThatNoBusIsBuilt(builder())
                .havingCause()
                .withMessageStartingWith("id generator provider must have a name that matches [a-z][a-z0-9]*: ")
                .withMessageEndingWith("; mend the provider or take it away");
    }

    @Test
    void aServicesFileWithGarbageHidesNoOther() {
        path.jar(IdGeneratorProvider.class, "two words", ProviderFixtures.Beta.class.getName());
        path.jar(
                IdGeneratorProvider.class,
                "# a comment",
                "",
                "bus.api.Missing",
                ProviderFixtures.Alpha.class.getName(),
                "# another");

        try (LogCapture log = new LogCapture()) {
            assertThat(idOf(builder().idGenerator("alpha"))).isEqualTo("alpha");

            assertThat(log.entries())
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.thrown()).isInstanceOf(ServiceConfigurationError.class));
        }
    }

    @Test
    void aPathThatCanNeverBeReadIsAnError() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> IdGeneratorChoice.in(ProviderSource.of(new UnreadablePath()), List.of())
                        .choose(null))
                .withMessageStartingWith("an id generator must be found: ")
                .withRootCauseInstanceOf(IOException.class)
                .withStackTraceContaining("disk on fire");
    }

    @Test
    void aProviderThatThrowsInCreateIsAnError() {
        jar(ProviderFixtures.ThrowingIds.class);

        assertThatNoBusIsBuilt(builder())
                .withMessageStartingWith("id generator provider must create a generator: thrown=java.lang"
                        + ".IllegalStateException: no ids today, provider=throwing (bus.api.ProviderFixtures$ThrowingIds"
                        + " in file:")
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aProviderWhoseLibraryIsMissingIsAnError() {
        jar(ProviderFixtures.UnlinkableIds.class);

        assertThatNoBusIsBuilt(builder())
                .withMessageContaining(": thrown=java.lang.NoClassDefFoundError: some/library, provider=")
                .withMessageEndingWith(
                        "; put the library with what is missing beside the jar of the provider, or take the provider away")
                .withCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void aProviderThatCannotBeLinkedForAnotherReasonIsToBeMended() {
        jar(ProviderFixtures.OutdatedIds.class);

        assertThatNoBusIsBuilt(builder())
                .withMessageEndingWith("; mend the provider or take it away")
                .withCauseInstanceOf(UnsupportedClassVersionError.class);
    }

    @Test
    void aProviderThatGivesNullIsAnError() {
        jar(ProviderFixtures.NullIds.class);

        assertThatNoBusIsBuilt(builder())
                .withMessageStartingWith(
                        "id generator provider must create a generator: given=null, provider=nothing (")
                .withMessageEndingWith("; mend the provider or take it away");
    }

    @Test
    void settingsOfTheBuilderReachTheGenerator() {
        jar(ProviderFixtures.SettableIds.class);

        assertThat(idOf(builder())).isEqualTo("- -1 -");
        assertThat(idOf(builder()
                        .idGeneratorSetting("initial-time", "2020-01-01T02:00+02:00")
                        .idGeneratorSetting("word", "x")
                        .idGeneratorSetting("node", "7")
                        .idGeneratorSetting("node", "42")))
                .isEqualTo("x 42 2020-01-01T00:00:00Z");
    }

    @Test
    void anUnknownSettingIsAnErrorThatNamesTheKnownOnes() {
        jar(ProviderFixtures.SettableIds.class);

        assertThatNoBusIsBuilt(builder().idGeneratorSetting("node", "1").idGeneratorSetting("nod", "7"))
                .withMessage("setting must be known to id generator settable: nod=\"7\" (the builder),"
                        + " known=[initial-time, node, word]; correct or remove it there");
    }

    @Test
    void anySettingIsUnknownToAGeneratorThatAsksForNone() {
        jar(ProviderFixtures.Alpha.class);

        assertThatNoBusIsBuilt(builder().idGeneratorSetting("node", "1"))
                .withMessageContaining("node=\"1\" (the builder), known=[]; ");
    }

    @Test
    void aBadSettingIsAnErrorOfItsOwn() {
        jar(ProviderFixtures.SettableIds.class);

        assertThatNoBusIsBuilt(builder().idGeneratorSetting("node", "x7"))
                .withMessage("setting of id generator settable must be a whole number in [0, 99]: node=\"x7\""
                        + " (the builder); correct it there, or remove it to have the default");
    }

    @Test
    void settingsBesideAnInstanceAreAnError() {
        assertThatNoBusIsBuilt(builder().idGenerator(() -> "mine").idGeneratorSetting("node", "7"))
                .withMessage("settings must not be given beside an instance of an id generator: settings={node=7};"
                        + " set up the instance, or choose it by its name");
    }

    @Test
    void aProviderWhoseNameCannotBeLinkedIsNamed() {
        path.jar(IdGeneratorProvider.class, ProviderFixtures.UnlinkableName.class);
        Bus.Builder builder = Bus.builder().classLoader(path.loader());

        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("ProviderFixtures$UnlinkableName");
    }

    @Test
    void aPathThatCanNeverBeReadIsToldOnce() {
        ClassLoader unreadable = new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                throw new IOException("disk on fire");
            }
        };

        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> Bus.builder().classLoader(unreadable).build())
                .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(1_000));
    }

    @Test
    void aBlankNameFromOutsideIsAnError() {
        jar(ProviderFixtures.Alpha.class);
        IdGeneratorChoice choice = IdGeneratorChoice.in(ProviderSource.of(path.loader()), List.of());

        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> choice.choose(new Setting("idGenerator", " ", "environment variable BUS_IDGEN")))
                .withMessageStartingWith("name of an id generator must not be blank: idGenerator=\" \" (environment"
                        + " variable BUS_IDGEN), found=[alpha (");
    }
}
