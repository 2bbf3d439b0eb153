package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.layered.LayeredBus;
import bus.api.layered.LayeredIds;
import bus.api.spi.BusProvider;
import bus.api.spi.IdGeneratorProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins of an API that is a module; where it stands on the class path they are tried in processes of their own. */
class PluginFolderTest {

    @TempDir
    private Path place;

    private ProviderPath path;
    private Path folder;

    @BeforeEach
    void startAnEmptyFolderAndAPathWithABus() throws IOException {
        folder = Files.createDirectory(place.resolve("plugins"));
        path = new ProviderPath(Files.createDirectory(place.resolve("path")))
                .jar(BusProvider.class, ProviderFixtures.GoodBus.class);
    }

    private Bus.Builder builder() {
        return Bus.builder().classLoader(path.loader());
    }

    private void plugin(String jar) {
        PluginJar.write(folder.resolve(jar), IdGeneratorProvider.class, LayeredIds.class);
    }

    private static IdGenerator generatorOf(Bus.Builder builder) {
        return ((StubBus) builder.build()).configuration().idGenerator();
    }

    private static String idOf(Bus.Builder builder) {
        return generatorOf(builder).next();
    }

    private static ThrowableAssertAlternative<ProviderException> assertThatNoBusIsBuilt(Bus.Builder builder) {
        return assertThatExceptionOfType(ProviderException.class).isThrownBy(builder::build);
    }

    @Test
    void aJarIsAPlugin() {
        plugin("alpha.jar");

        assertThat(idOf(builder().plugins(folder))).isEqualTo("alpha");
    }

    @Test
    void aSubfolderIsAPluginWithTheJarsDirectlyInIt() {
        plugin("some/alpha.jar");
        plugin("some/old/beta.jar");

        assertThat(idOf(builder().plugins(folder))).isEqualTo("alpha");
    }

    @Test
    void anythingElseIsPassedOver() throws IOException {
        plugin("alpha.jar");
        plugin("beta.jar.off");
        plugin(".gamma.jar");
        plugin(".trash/delta.jar");
        Files.writeString(folder.resolve("readme.txt"), "no plugin");

        assertThat(idOf(builder().plugins(folder))).isEqualTo("alpha");
    }

    @Test
    void aFolderMayBeEmpty() {
        path.jar(IdGeneratorProvider.class, ProviderFixtures.Alpha.class);

        assertThat(idOf(builder().plugins(folder))).isEqualTo("alpha");
    }

    @Test
    void theErrorOnNoIdGeneratorNamesTheFolders() {
        assertThatNoBusIsBuilt(builder().plugins(folder))
                .withMessageStartingWith("an id generator must be found: idGenerator=(none named), found=[], place=")
                .withMessageContaining(" and plugin folders [" + folder + "]; ");
    }

    @Test
    void pluginsStandBesideWhatIsOnThePath() {
        path.jar(IdGeneratorProvider.class, ProviderFixtures.Beta.class);
        plugin("alpha.jar");

        assertThat(idOf(builder().plugins(folder).idGenerator("alpha"))).isEqualTo("alpha");
        assertThat(idOf(builder().plugins(folder).idGenerator("beta"))).isEqualTo("beta");
        assertThatNoBusIsBuilt(builder().plugins(folder))
                .withMessageStartingWith("one of several id generators must be named: idGenerator=(none named), found=["
                        + "alpha (bus.api.layered.LayeredIds in plugin " + folder.resolve("alpha.jar") + "), "
                        + "beta (bus.api.ProviderFixtures$Beta in file:");
    }

    @Test
    void severalFoldersAddUp() {
        plugin("one/alpha.jar");
        plugin("two/beta.jar");
        Bus.Builder builder = builder().plugins(folder.resolve("one")).plugins(folder.resolve("two"));

        assertThat(idOf(builder.idGenerator("alpha"))).isEqualTo("alpha");
        assertThat(idOf(builder.idGenerator("beta"))).isEqualTo("beta");
    }

    @Test
    void theSameFolderCountsOnce() {
        plugin("alpha.jar");

        assertThat(idOf(builder().plugins(folder).plugins(folder.resolve("..").resolve(folder.getFileName()))))
                .isEqualTo("alpha");
    }

    @Test
    void aNameThatIsTakenTwiceIsAnErrorThatNamesBothPlugins() {
        path.jar(IdGeneratorProvider.class, ProviderFixtures.Alpha.class);
        plugin("alpha.jar");
        plugin("some/alpha.jar");

        assertThatNoBusIsBuilt(builder().plugins(folder).idGenerator("alpha"))
                .withMessageStartingWith("name of an id generator must not be taken twice: idGenerator=\"alpha\"")
                .withMessageContainingAll(
                        "ProviderFixtures$Alpha in file:",
                        "in plugin " + folder.resolve("alpha.jar"),
                        "in plugin " + folder.resolve("some"));
    }

    @Test
    void busesOfABuilderShareTheirPlugins() {
        plugin("alpha.jar");
        Bus.Builder builder = builder().plugins(folder);
        Class<?> first = generatorOf(builder).getClass();

        assertThat(generatorOf(builder).getClass()).isSameAs(first);
        assertThat(generatorOf(builder().plugins(folder)).getClass()).isNotSameAs(first);
    }

    @Test
    void aFolderIsReadWhenItIsGiven() {
        plugin("alpha.jar");
        Bus.Builder builder = builder().plugins(folder);
        plugin("beta.jar");

        assertThat(idOf(builder)).isEqualTo("alpha");
    }

    @Test
    void aPluginThatCannotBeReadIsBroken() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.jar"), "no jar");

        assertThatAlphaCanBeNamedBeside(
                "plugin must be usable: plugin=" + bad + ", thrown=java.lang.module.FindException: Error reading " + bad
                        + ", cause=java.util.zip.ZipException: zip END header not found; mend the plugin or take it"
                        + " out of its folder");
    }

    @Test
    void aPluginWhoseProviderCannotBeMadeIsBroken() {
        plugin("unmakable.jar");

        assertThatAlphaCanBeNamedBeside("plugin must be usable: plugin=" + folder.resolve("unmakable.jar")
                + ", thrown=java.util.ServiceConfigurationError: bus.api.spi.IdGeneratorProvider: Provider"
                + " bus.api.layered.LayeredIds could not be instantiated, cause=java.lang.IllegalStateException: no ids"
                + " today; mend the plugin or take it out of its folder");
    }

    @Test
    void aPluginWithTwoModulesOfOneNameIsBroken() {
        plugin("some/twin-1.0.jar");
        plugin("some/twin-1.1.jar");

        assertThatAlphaCanBeNamedBeside("modules of a plugin must have different names: plugin="
                + folder.resolve("some") + ", module=twin, jars=[twin-1.0.jar, twin-1.1.jar]; leave one of them in its"
                + " folder");
    }

    @ParameterizedTest
    @CsvSource({"core.jar", "some/core.jar"})
    void thePluginThatBringsTheBusIsBroken(String jar) {
        PluginJar.write(folder.resolve(jar), BusProvider.class, LayeredBus.class);

        assertThatAlphaCanBeNamedBeside("plugin must provide a service that plugins may bring: plugin="
                + folder.resolve(jar.split("/")[0]) + ", services=[bus.api.spi.BusObserver,"
                + " bus.api.spi.IdGeneratorProvider]; ");
    }

    @Test
    void aSubfolderWithoutJarsIsBroken() throws IOException {
        Files.createDirectory(folder.resolve("some"));

        assertThatAlphaCanBeNamedBeside("plugin must provide a service that plugins may bring: plugin=");
    }

    private void assertThatAlphaCanBeNamedBeside(String broken) {
        plugin("alpha.jar");
        assertThatNoBusIsBuilt(builder().plugins(folder))
                .withMessageStartingWith(
                        "an id generator must be named when another one is broken: idGenerator=(none named), found=[alpha (")
                .withMessageContaining(", broken=[bus.api.ProviderException: " + broken)
                .satisfies(e -> assertThat(e.getCause()).hasMessageStartingWith(broken));
        try (LogCapture log = new LogCapture()) {
            assertThat(idOf(builder().plugins(folder).idGenerator("alpha"))).isEqualTo("alpha");

            assertThat(log.entries()).singleElement().satisfies(entry -> {
                assertThat(entry.level()).isEqualTo("WARNING");
                assertThat(entry.thrown()).hasMessageStartingWith(broken);
            });
        }
    }

    @Test
    void whatIsBrokenIsToldInTheOrderOfTheNames() throws IOException {
        for (String name : new String[] {"c", "a", "d", "b"}) {
            Files.writeString(folder.resolve(name + ".jar"), "no jar");
        }

        assertThatNoBusIsBuilt(builder().plugins(folder))
                .withMessageMatching(".*plugin=\\S*/a.jar.*plugin=\\S*/b.jar.*plugin=\\S*/c.jar.*plugin=\\S*/d.jar.*")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(3));
    }

    @Test
    void thePlaceOfAllOtherProvidersChangesNothing() {
        plugin("alpha.jar");
        Bus.Builder builder = Bus.builder().plugins(folder).moduleLayer(ModuleLayer.boot());

        assertThat(idOf(builder.classLoader(path.loader()))).isEqualTo("alpha");
    }

    @Test
    void whatIsNoFolderIsRefused() throws IOException {
        Path missing = folder.resolve("missing");
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bus.builder().plugins(missing))
                .withMessage("plugins must be a folder that can be read: plugins=" + missing
                        + ", thrown=java.nio.file.NoSuchFileException: " + missing
                        + "; create it, or give the folder in which the plugins stand")
                .withCauseInstanceOf(IOException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bus.builder().plugins(file))
                .withMessageContaining("plugins=" + file + ", thrown=java.nio.file.NotDirectoryException: " + file);
        assertThatNullPointerException()
                .isThrownBy(() -> Bus.builder().plugins(null))
                .withMessage("folder must not be null");
    }
}
