package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.layered.LayeredBus;
import bus.api.spi.BusProvider;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.Set;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusProviderDiscoveryTest {

    private static final String RULE = "there must be one bus provider: service=bus.api.spi.BusProvider, found=[";
    private static final String WAY_OUT =
            "; put the jar bus-core on the module path, as bus-api is a module, or on the class path";

    private ProviderPath path;

    @BeforeEach
    void startAnEmptyPath(@TempDir Path folder) {
        path = new ProviderPath(folder);
    }

    private Bus build() {
        return Bus.builder().classLoader(path.loader()).idGenerator(() -> "id").build();
    }

    private ThrowableAssertAlternative<ProviderException> assertThatNoBusIsBuilt() {
        return assertThatExceptionOfType(ProviderException.class).isThrownBy(this::build);
    }

    @Test
    void theOnlyProviderMakesTheBus() {
        path.jar(BusProvider.class, ProviderFixtures.GoodBus.class);

        assertThat(build())
                .isInstanceOfSatisfying(
                        StubBus.class, bus -> assertThat(bus.madeBy()).isEqualTo("GoodBus"));
    }

    @Test
    void oneProviderThatIsNamedTwiceIsOne() {
        path.jar(BusProvider.class, ProviderFixtures.GoodBus.class)
                .jar(BusProvider.class, ProviderFixtures.GoodBus.class);

        assertThat(build()).isInstanceOf(StubBus.class);
    }

    @Test
    void noProviderIsAnErrorThatNamesThePlace() {
        assertThatNoBusIsBuilt()
                .withMessageStartingWith(RULE + "], place=class loader " + ProviderPath.class.getName() + "$Loader@")
                .withMessageEndingWith(WAY_OUT)
                .withNoCause();
    }

    @Test
    void noProviderBesideTheApiIsAnErrorOfCreate() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(Bus::create)
                .withMessageStartingWith(RULE + "], place=class loader ")
                .withMessageEndingWith(WAY_OUT);
    }

    @Test
    void noProviderInALayerIsAnErrorThatNamesTheLayer() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> Bus.builder().moduleLayer(ModuleLayer.empty()).build())
                .withMessage(RULE + "], place=module layer []; put the jar bus-core into that layer");
    }

    @Test
    void theLastPlaceCounts() {
        path.jar(BusProvider.class, ProviderFixtures.GoodBus.class);
        Bus.Builder builder = Bus.builder().idGenerator(() -> "id");

        assertThat(builder.moduleLayer(ModuleLayer.empty())
                        .classLoader(path.loader())
                        .build())
                .isInstanceOf(StubBus.class);
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(builder.moduleLayer(ModuleLayer.empty())::build)
                .withMessageContaining("place=module layer []");
    }

    @Test
    void twoProvidersAreAnErrorThatNamesBothAndTheirJars() {
        path.jar(BusProvider.class, ProviderFixtures.OtherBus.class)
                .jar(BusProvider.class, ProviderFixtures.GoodBus.class);

        assertThatNoBusIsBuilt()
                .withMessageMatching("\\Q" + RULE + "\\Ebus.api.ProviderFixtures\\$GoodBus in file:.*/jar1/, "
                        + "bus.api.ProviderFixtures\\$OtherBus in file:.*/jar0/], place=.*")
                .withMessageEndingWith("; leave one of them on the path, one that is not broken")
                .withNoCause();
    }

    @Test
    void aProviderThatCannotBeMadeIsTheCause() {
        path.jar(BusProvider.class, ProviderFixtures.UnmakableBus.class);

        assertThatNoBusIsBuilt()
                .withMessageStartingWith(RULE + "], broken=[")
                .withMessageContaining("ProviderFixtures$UnmakableBus could not be instantiated")
                .withMessageEndingWith("; leave one of them on the path, one that is not broken")
                .withCauseInstanceOf(ServiceConfigurationError.class)
                .withRootCauseInstanceOf(IllegalStateException.class)
                .withStackTraceContaining("no bus today");
    }

    @Test
    void aBrokenProviderBesideAGoodOneIsNotPassedOver() {
        path.jar(BusProvider.class, ProviderFixtures.GoodBus.class)
                .jar(BusProvider.class, ProviderFixtures.UnmakableBus.class);

        assertThatNoBusIsBuilt()
                .withMessageStartingWith(RULE + "bus.api.ProviderFixtures$GoodBus in ")
                .withMessageContaining("broken=[", "UnmakableBus");
    }

    @Test
    void aProviderThatGivesNullIsAnError() {
        path.jar(BusProvider.class, ProviderFixtures.NullBus.class);

        assertThatNoBusIsBuilt()
                .withMessageStartingWith(
                        "bus provider must create a bus: given=null, provider=bus.api.ProviderFixtures$NullBus in file:")
                .withMessageEndingWith("; mend the provider or take it away");
    }

    @Test
    void everythingThatIsWrongIsTold() {
        path.jar(BusProvider.class, "not a class name")
                .jar(BusProvider.class, "bus.api.Missing")
                .jar(BusProvider.class, ProviderFixtures.NoProvider.class);

        assertThatNoBusIsBuilt()
                .withMessageContainingAll("Illegal", "bus.api.Missing not found", "NoProvider not a subtype")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    }

    @Test
    void aProviderOfALayerIsFoundThereAlone(@TempDir Path folder) {
        ModuleLayer layer =
                layerOf(PluginJar.write(folder.resolve("layered.jar"), BusProvider.class, LayeredBus.class));
        Bus.Builder builder = Bus.builder().idGenerator(() -> "id");

        assertThat(builder.moduleLayer(layer).build())
                .isInstanceOfSatisfying(
                        StubBus.class, bus -> assertThat(bus.madeBy()).isEqualTo("LayeredBus"));
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(builder.moduleLayer(ModuleLayer.boot())::build)
                .withMessageStartingWith(RULE + "], place=module layer [");
    }

    private static ModuleLayer layerOf(Path jar) {
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration =
                boot.configuration().resolveAndBind(ModuleFinder.of(), ModuleFinder.of(jar), Set.of("layered"));
        return boot.defineModulesWithOneLoader(configuration, Bus.class.getClassLoader());
    }

    @Test
    void aPathThatCanNeverBeReadIsAnError() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(
                        () -> Bus.builder().classLoader(new UnreadablePath()).build())
                .withMessageStartingWith(RULE + "], broken=[")
                .withRootCauseInstanceOf(IOException.class)
                .withStackTraceContaining("disk on fire");
    }

    @Test
    void aBusProviderThatThrowsInCreateIsAProviderException() {
        path.jar(BusProvider.class, ProviderFixtures.ThrowingBus.class);
        Bus.Builder builder = Bus.builder().classLoader(path.loader()).idGenerator(() -> "id");

        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(builder::build)
                .withMessageContaining("provider=bus.api.ProviderFixtures$ThrowingBus in file:")
                .withCauseInstanceOf(IllegalStateException.class);
    }
}
