package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.layered.LayeredObserver;
import bus.api.spi.BusObserver;
import bus.api.spi.BusProvider;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObserverDiscoveryTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path plugins;

    private Bus.Builder builder(Class<?>... observers) {
        ProviderPath path = new ProviderPath(folder).jar(BusProvider.class, ProviderFixtures.GoodBus.class);
        return Bus.builder()
                .idGenerator(() -> "id")
                .classLoader(path.jar(BusObserver.class, observers).loader());
    }

    private static List<BusObserver> observers(Bus.Builder builder) {
        return ((StubBus) builder.build()).configuration().observers();
    }

    private static List<String> names(Bus.Builder builder) {
        return observers(builder).stream()
                .map(observer -> observer.getClass().getSimpleName())
                .toList();
    }

    @Test
    void observersOnThePathAreFoundInTheOrderOfTheirNames() {
        assertThat(names(builder(ProviderFixtures.Watcher.class, ProviderFixtures.Auditor.class)))
                .containsExactly("Auditor", "Watcher");
    }

    @Test
    void theOnesThatAreGivenComeFirst() {
        BusObserver given = new BusObserver() {};

        assertThat(observers(builder(ProviderFixtures.Auditor.class).observer(given)))
                .hasSize(2)
                .startsWith(given);
    }

    @Test
    void eachBusGetsOnesOfItsOwn() {
        Bus.Builder builder = builder(ProviderFixtures.Auditor.class);

        assertThat(observers(builder).get(0)).isNotSameAs(observers(builder).get(0));
    }

    @Test
    void theSearchCanBeSwitchedOff() {
        BusObserver given = new BusObserver() {};
        Bus.Builder builder = builder(ProviderFixtures.Auditor.class, ProviderFixtures.UnmakableObserver.class)
                .observer(given)
                .discoverObservers(false);

        assertThat(observers(builder)).containsExactly(given);
    }

    @Test
    void aBrokenOneIsAnErrorThatSaysHowToDoWithoutIt() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> builder(ProviderFixtures.Auditor.class, ProviderFixtures.UnmakableObserver.class)
                        .build())
                .withMessageStartingWith("observers that are found must be usable: service=bus.api.spi.BusObserver,"
                        + " found=[bus.api.ProviderFixtures$Auditor in file:")
                .withMessageContaining("UnmakableObserver")
                .withMessageEndingWith("; mend or remove what is broken, or switch this off with"
                        + " Bus.Builder.discoverObservers(false)");
    }

    @Test
    void aPluginMayBringOnesOnly() {
        PluginJar.write(plugins.resolve("observer.jar"), BusObserver.class, LayeredObserver.class);

        assertThat(names(builder(ProviderFixtures.Watcher.class).plugins(plugins)))
                .containsExactly("Watcher", "LayeredObserver");
    }
}
