package bus.api;

import static java.util.Objects.requireNonNull;

import bus.api.spi.BusConfiguration;
import bus.api.spi.BusObserver;
import bus.api.spi.BusProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what a bus is to be, finds its parts, and has the provider make it. */
final class BusBuilder implements Bus.Builder {

    private static final int MAX_DEPTH_LIMIT = 1_000;
    private static final String KEY = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable IdGenerator idGenerator;
    private @Nullable String idGeneratorName;
    private FailurePolicy failurePolicy = FailurePolicy.THROW;
    private ErrorHandler errorHandler = new LoggingErrorHandler();
    private int depthLimit = 32;
    private InstantSource clock = InstantSource.system();
    private Duration closeLimit = Duration.ofSeconds(30);
    private boolean statistics;
    private boolean callSites;
    private final List<ContextCarrier> contextCarriers = new ArrayList<>();
    private final List<BusObserver> observers = new ArrayList<>();
    private boolean discoverObservers = true;
    private @Nullable Consumer<? super Event<?>> unhandledHook;
    private @Nullable Duration slowHandlerThreshold;
    private final Map<Path, PluginFolder> pluginFolders = new LinkedHashMap<>();
    private ProviderSource source = ProviderSource.of(Bus.class.getClassLoader());

    @Override
    public Bus.Builder idGenerator(IdGenerator generator) {
        idGenerator = requireNonNull(generator, "generator must not be null");
        return this;
    }

    @Override
    public Bus.Builder idGenerator(String name) {
        requireNonNull(name, "name must not be null");
        idGeneratorName = Arguments.notBlank("idGenerator", name, "give the name of one, such as snowflake");
        return this;
    }

    @Override
    public Bus.Builder idGeneratorSetting(String key, String value) {
        requireNonNull(key, "key must not be null");
        requireNonNull(value, "value must not be null");
        if (!Pattern.matches(KEY, key)) {
            throw new IllegalArgumentException("setting must be words in lower case joined by hyphens: setting=\"" + key
                    + "\"; write it like initial-time");
        }
        settings.put(key, Arguments.notBlank(key, value, "leave it out to have the default"));
        return this;
    }

    @Override
    public Bus.Builder failurePolicy(FailurePolicy policy) {
        failurePolicy = requireNonNull(policy, "policy must not be null");
        return this;
    }

    @Override
    public Bus.Builder errorHandler(ErrorHandler handler) {
        errorHandler = requireNonNull(handler, "handler must not be null");
        return this;
    }

    @Override
    public Bus.Builder depthLimit(int limit) {
        if (limit < 1 || limit > MAX_DEPTH_LIMIT) {
            throw new IllegalArgumentException("depthLimit must lie in [1, " + MAX_DEPTH_LIMIT + "]: depthLimit="
                    + limit + "; the default is 32, and 1 allows no emit inside a handler");
        }
        depthLimit = limit;
        return this;
    }

    @Override
    public Bus.Builder clock(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock must not be null");
        return this;
    }

    @Override
    public Bus.Builder closeLimit(Duration limit) {
        closeLimit = Arguments.notNegative("closeLimit", requireNonNull(limit, "limit must not be null"));
        return this;
    }

    @Override
    public Bus.Builder statistics(boolean counted) {
        statistics = counted;
        return this;
    }

    @Override
    public Bus.Builder contextCarrier(ContextCarrier carrier) {
        contextCarriers.add(requireNonNull(carrier, "carrier must not be null"));
        return this;
    }

    @Override
    public Bus.Builder callSites(boolean captured) {
        callSites = captured;
        return this;
    }

    @Override
    public Bus.Builder observer(BusObserver observer) {
        observers.add(requireNonNull(observer, "observer must not be null"));
        return this;
    }

    @Override
    public Bus.Builder discoverObservers(boolean discovered) {
        discoverObservers = discovered;
        return this;
    }

    @Override
    public Bus.Builder onUnhandled(Consumer<? super Event<?>> hook) {
        unhandledHook = requireNonNull(hook, "hook must not be null");
        return this;
    }

    @Override
    public Bus.Builder slowHandlerThreshold(Duration threshold) {
        requireNonNull(threshold, "threshold must not be null");
        if (threshold.isZero() || threshold.isNegative()) {
            throw new IllegalArgumentException("slowHandlerThreshold must be positive: slowHandlerThreshold="
                    + threshold + "; give a duration that no handler should take, such as a second");
        }
        slowHandlerThreshold = threshold;
        return this;
    }

    @Override
    public Bus.Builder classLoader(ClassLoader loader) {
        source = ProviderSource.of(requireNonNull(loader, "loader must not be null"));
        return this;
    }

    @Override
    public Bus.Builder moduleLayer(ModuleLayer layer) {
        source = ProviderSource.of(requireNonNull(layer, "layer must not be null"));
        return this;
    }

    @Override
    public Bus.Builder plugins(Path folder) {
        requireNonNull(folder, "folder must not be null");
        pluginFolders.computeIfAbsent(folder.toAbsolutePath().normalize(), PluginFolder::read);
        return this;
    }

    @Override
    public Bus build() {
        BusProvider provider = provider();
        Configuration configuration = new Configuration(
                generator(),
                failurePolicy,
                errorHandler,
                depthLimit,
                clock,
                closeLimit,
                statistics,
                callSites,
                List.copyOf(contextCarriers),
                observers(),
                unhandledHook,
                slowHandlerThreshold);
        String rule = "bus provider must create a bus";
        try {
            return Providers.given(rule, Providers.describe(provider), provider.create(configuration));
        } catch (RuntimeException | Error e) {
            throw Providers.rethrow(rule, Providers.describe(provider), e);
        }
    }

    private List<BusObserver> observers() {
        List<BusObserver> all = new ArrayList<>(observers);
        if (discoverObservers) {
            all.addAll(FoundObservers.in(source, pluginFolders.values()));
        }
        return List.copyOf(all);
    }

    private BusProvider provider() {
        Providers<BusProvider> found = Providers.find(BusProvider.class, source);
        if (found.usable().size() == 1 && found.broken().isEmpty()) {
            return found.usable().get(0);
        }
        boolean none = found.usable().isEmpty() && found.broken().isEmpty();
        throw found.error(
                "there must be one bus provider: service=" + BusProvider.class.getName(),
                found.usable().stream().map(Providers::describe).sorted().toList(),
                none ? source.wayIn("the jar bus-core") : "leave one of them on the path, one that is not broken");
    }

    private IdGenerator generator() {
        if (idGenerator != null) {
            if (!settings.isEmpty()) {
                throw new ProviderException(
                        "settings must not be given beside an instance of an id generator: settings=" + settings
                                + "; set up the instance, or choose it by its name");
            }
            return idGenerator;
        }
        Properties properties = System.getProperties();
        Map<String, String> environment = System.getenv();
        NamedProvider chosen = IdGeneratorChoice.in(source, pluginFolders.values())
                .choose(Setting.idGenerator(idGeneratorName, properties, environment));
        return chosen.create(
                new FoundSettings(chosen.name(), Setting.of(chosen.name(), settings, properties, environment)));
    }

    private record Configuration(
            IdGenerator idGenerator,
            FailurePolicy failurePolicy,
            ErrorHandler errorHandler,
            int depthLimit,
            InstantSource clock,
            Duration closeLimit,
            boolean statistics,
            boolean callSites,
            List<ContextCarrier> contextCarriers,
            List<BusObserver> observers,
            @Nullable Consumer<? super Event<?>> hook,
            @Nullable Duration threshold)
            implements BusConfiguration {

        @Override
        public Optional<Consumer<? super Event<?>>> unhandledHook() {
            return Optional.ofNullable(hook);
        }

        @Override
        public Optional<Duration> slowHandlerThreshold() {
            return Optional.ofNullable(threshold);
        }
    }
}
