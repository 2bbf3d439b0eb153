package bus.api;

import bus.api.spi.IdGeneratorProvider;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses one of the id generators that are found. */
final class IdGeneratorChoice {

    private static final String NAME = "[a-z][a-z0-9]*";
    private static final String WAYS_TO_CHOOSE = "choose with Bus.Builder.idGenerator, the system property "
            + Setting.PROPERTY + " or the environment variable " + Setting.VARIABLE;

    private final ProviderSource path;
    private final Providers<NamedProvider> providers;

    private IdGeneratorChoice(ProviderSource path, Providers<NamedProvider> providers) {
        this.path = path;
        this.providers = providers;
    }

    /** Looks for providers on the path and in plugins, and counts one that does not give a proper name as broken. */
    static IdGeneratorChoice in(ProviderSource source, Collection<PluginFolder> folders) {
        List<NamedProvider> named = new ArrayList<>();
        List<Throwable> broken = new ArrayList<>();
        sort(Providers.find(IdGeneratorProvider.class, source), null, named, broken);
        for (PluginFolder folder : folders) {
            broken.addAll(folder.broken());
            for (Plugin plugin : folder.plugins()) {
                sort(plugin.find(IdGeneratorProvider.class), plugin, named, broken);
            }
        }
        Collections.sort(named);
        String plugins = folders.isEmpty()
                ? ""
                : " and plugin folders "
                        + folders.stream().map(PluginFolder::path).toList();
        return new IdGeneratorChoice(source, new Providers<>(source + plugins, named, broken));
    }

    private static void sort(
            Providers<IdGeneratorProvider> found,
            @Nullable Plugin plugin,
            List<NamedProvider> named,
            List<Throwable> broken) {
        broken.addAll(found.broken());
        for (IdGeneratorProvider provider : found.usable()) {
            try {
                named.add(named(provider, plugin == null ? Providers.describe(provider) : plugin.describe(provider)));
            } catch (ProviderException e) {
                broken.add(e);
            }
        }
    }

    private static NamedProvider named(IdGeneratorProvider provider, String where) {
        String rule = "id generator provider must have a name that matches " + NAME;
        String name;
        try {
            name = Providers.given(rule, where, provider.name());
        } catch (RuntimeException | Error e) {
            throw Providers.rethrow(rule, where, e);
        }
        if (!isName(name)) {
            throw Providers.failed(rule, where, "name=\"" + name + "\"", null);
        }
        return new NamedProvider(name, provider, where);
    }

    /** Without the regular expression, which would be the only one that is compiled at the start of an application. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Returns the provider that was asked for, or the only one if none was. */
    NamedProvider choose(@Nullable Setting name) {
        return name == null ? only() : called(name);
    }

    private NamedProvider only() {
        List<NamedProvider> all = providers.usable();
        if (all.size() == 1 && providers.broken().isEmpty()) {
            return all.get(0);
        }
        if (all.isEmpty()) {
            throw error(
                    "an id generator must be found: idGenerator=(none named)",
                    mendFirst()
                            + path.wayIn("a jar such as bus-idgen-snowflake")
                            + ", or give an instance to Bus.Builder.idGenerator; of several, " + WAYS_TO_CHOOSE);
        }
        throw error(
                all.size() == 1
                        ? "an id generator must be named when another one is broken: idGenerator=(none named)"
                        : "one of several id generators must be named: idGenerator=(none named)",
                WAYS_TO_CHOOSE);
    }

    private NamedProvider called(Setting name) {
        if (name.value().isBlank()) {
            throw error("name of an id generator must not be blank: idGenerator=" + name, WAYS_TO_CHOOSE);
        }
        List<NamedProvider> matching = providers.usable().stream()
                .filter(provider -> provider.name().equals(name.value()))
                .toList();
        if (matching.size() != 1) {
            throw matching.isEmpty()
                    ? error(
                            "id generator must be one of those that are found: idGenerator=" + name,
                            mendFirst() + WAYS_TO_CHOOSE)
                    : error(
                            "name of an id generator must not be taken twice: idGenerator=" + name,
                            "leave one of them on the path");
        }
        for (Throwable problem : providers.broken()) {
            System.getLogger(Bus.class.getName())
                    .log(Level.WARNING, "An id generator that was not chosen is broken", problem);
        }
        return matching.get(0);
    }

    /** Where the one that is wanted may be among the broken ones. */
    private String mendFirst() {
        return providers.broken().isEmpty() ? "" : "mend or remove what is broken; else ";
    }

    private ProviderException error(String rule, String wayOut) {
        return providers.error(rule, providers.usable(), wayOut);
    }
}
