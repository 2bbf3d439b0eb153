package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.spi.BusConfiguration;
import bus.api.spi.BusObserver;
import bus.api.spi.BusProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusBuilderTest {

    private static final IdGenerator IDS = () -> "id";

    private final Bus.Builder builder = Bus.builder();

    @TempDir
    private Path folder;

    private BusConfiguration built() {
        return ((StubBus) builder.build()).configuration();
    }

    private Bus.Builder onPath() {
        return builder.classLoader(new ProviderPath(folder)
                .jar(BusProvider.class, ProviderFixtures.GoodBus.class)
                .loader());
    }

    @Test
    void whatIsNotSetHasADefault() {
        onPath().idGenerator(IDS);

        BusConfiguration configuration = built();

        assertThat(configuration.failurePolicy()).isEqualTo(FailurePolicy.THROW);
        assertThat(configuration.depthLimit()).isEqualTo(32);
        assertThat(configuration.closeLimit()).hasSeconds(30);
        assertThat(configuration.statistics()).isFalse();
        assertThat(configuration.callSites()).isFalse();
        assertThat(configuration.observers()).isEmpty();
        assertThat(configuration.unhandledHook()).isEmpty();
        assertThat(configuration.slowHandlerThreshold()).isEmpty();
        assertThat(configuration.clock()).isEqualTo(InstantSource.system());
        assertThat(configuration.errorHandler())
                .isInstanceOfSatisfying(
                        LoggingErrorHandler.class,
                        handler -> assertThat(handler.logger().getName()).isEqualTo("bus.api.Bus"));
    }

    @Test
    void everythingThatIsSetReachesTheProvider() {
        InstantSource clock = InstantSource.fixed(Instant.EPOCH);
        ErrorHandler errorHandler = failure -> {};
        BusObserver observer = new BusObserver() {};
        Consumer<Event<?>> hook = event -> {};

        assertThat(onPath()).isSameAs(builder);
        assertThat(builder.idGenerator(IDS)).isSameAs(builder);
        assertThat(builder.failurePolicy(FailurePolicy.REPORT)).isSameAs(builder);
        assertThat(builder.errorHandler(errorHandler)).isSameAs(builder);
        assertThat(builder.depthLimit(7)).isSameAs(builder);
        assertThat(builder.clock(clock)).isSameAs(builder);
        assertThat(builder.closeLimit(Duration.ofMillis(3))).isSameAs(builder);
        assertThat(builder.statistics(true)).isSameAs(builder);
        assertThat(builder.callSites(true)).isSameAs(builder);
        assertThat(builder.observer(observer)).isSameAs(builder);
        assertThat(builder.discoverObservers(true)).isSameAs(builder);
        assertThat(builder.onUnhandled(hook)).isSameAs(builder);
        assertThat(builder.slowHandlerThreshold(Duration.ofNanos(1))).isSameAs(builder);
        BusConfiguration configuration = built();

        assertThat(configuration.idGenerator()).isSameAs(IDS);
        assertThat(configuration.failurePolicy()).isEqualTo(FailurePolicy.REPORT);
        assertThat(configuration.errorHandler()).isSameAs(errorHandler);
        assertThat(configuration.depthLimit()).isEqualTo(7);
        assertThat(configuration.closeLimit()).hasMillis(3);
        assertThat(configuration.statistics()).isTrue();
        assertThat(configuration.callSites()).isTrue();
        assertThat(configuration.observers()).containsExactly(observer);
        assertThat(configuration.unhandledHook()).containsSame(hook);
        assertThat(configuration.slowHandlerThreshold()).contains(Duration.ofNanos(1));
        assertThat(configuration.clock()).isSameAs(clock);
    }

    @Test
    void aNegativeCloseLimitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.closeLimit(Duration.ofMillis(-1)))
                .withMessageStartingWith("closeLimit must not be negative: closeLimit=PT-0.001S; ");
    }

    @Test
    void aThresholdThatEveryHandlerIsPastIsRefused() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.slowHandlerThreshold(none))
                    .withMessageStartingWith(
                            "slowHandlerThreshold must be positive: slowHandlerThreshold=" + none + "; ");
        }
    }

    @Test
    void aBuilderMakesSeveralBuses() {
        onPath().idGenerator(IDS);
        Bus first = builder.build();
        BusConfiguration configuration = ((StubBus) first).configuration();

        Bus second = builder.depthLimit(5).build();

        assertThat(second).isNotSameAs(first);
        assertThat(((StubBus) second).configuration().depthLimit()).isEqualTo(5);
        assertThat(configuration.depthLimit()).isEqualTo(32);
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> builder.observer(null))
                .withMessage("observer must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.onUnhandled(null))
                .withMessage("hook must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.slowHandlerThreshold(null))
                .withMessage("threshold must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.idGenerator((IdGenerator) null))
                .withMessage("generator must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.idGenerator((String) null))
                .withMessage("name must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.idGeneratorSetting(null, "v"))
                .withMessage("key must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.idGeneratorSetting("node", null))
                .withMessage("value must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.failurePolicy(null))
                .withMessage("policy must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.errorHandler(null))
                .withMessage("handler must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.classLoader(null))
                .withMessage("loader must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.moduleLayer(null))
                .withMessage("layer must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void blanksAreRefused(String blank) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.idGenerator(blank))
                .withMessage("idGenerator must not be blank: idGenerator=\"" + blank
                        + "\"; give the name of one, such as snowflake");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.idGeneratorSetting("node", blank))
                .withMessage("node must not be blank: node=\"" + blank + "\"; leave it out to have the default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Node", "initialTime", "initial_time", "initial.time", "-a", "a-", "a--b", "1a", "a b"})
    void aMalformedKeyIsRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.idGeneratorSetting(key, "v"))
                .withMessage("setting must be words in lower case joined by hyphens: setting=\"" + key
                        + "\"; write it like initial-time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "node", "node2", "initial-time", "a-1-b"})
    void aWellFormedKeyIsTaken(String key) {
        assertThat(builder.idGeneratorSetting(key, "v")).isSameAs(builder);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE})
    void aDepthLimitOutOfRangeIsRefused(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.depthLimit(limit))
                .withMessage("depthLimit must lie in [1, 1000]: depthLimit=" + limit
                        + "; the default is 32, and 1 allows no emit inside a handler");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void aDepthLimitAtTheEndOfTheRangeIsTaken(int limit) {
        onPath().idGenerator(IDS).depthLimit(limit);

        assertThat(built().depthLimit()).isEqualTo(limit);
    }
}
