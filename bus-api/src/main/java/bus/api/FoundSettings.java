package bus.api;

import static java.util.Objects.requireNonNull;

import bus.api.spi.IdGeneratorSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings that were found for one id generator, and which of them it asked for. */
final class FoundSettings implements IdGeneratorSettings {

    private final String idGenerator;
    private final List<Setting> settings;
    private final Set<String> asked = new TreeSet<>();

    /** Of several settings with the same key the first one counts. */
    FoundSettings(String idGenerator, List<Setting> settings) {
        this.idGenerator = idGenerator;
        this.settings = settings;
    }

    @Override
    public Optional<String> text(String key) {
        asked.add(requireNonNull(key, "key must not be null"));
        Setting setting = find(key);
        if (setting == null) {
            return Optional.empty();
        }
        if (setting.value().isBlank()) {
            throw refused(key, "not be blank");
        }
        return Optional.of(setting.value());
    }

    @Override
    public ProviderException refused(String key, String rule) {
        requireNonNull(key, "key must not be null");
        requireNonNull(rule, "rule must not be null");
        Setting setting = find(key);
        if (setting == null) {
            throw new IllegalArgumentException(
                    "key must be one that is set: key=\"" + key + "\"; ask for it first, and refuse what it gave");
        }
        return new ProviderException("setting of id generator " + idGenerator + " must " + rule + ": " + key + "="
                + setting + "; correct it there, or remove it to have the default");
    }

    private @Nullable Setting find(String key) {
        for (Setting setting : settings) {
            if (setting.key().equals(key)) {
                return setting;
            }
        }
        return null;
    }

    /** Refuses what was set, wherever that was, and that nobody asked for. */
    void refuseUnknown() {
        for (Setting setting : settings) {
            if (!asked.contains(setting.key())) {
                throw new ProviderException("setting must be known to id generator " + idGenerator + ": "
                        + setting.key() + "=" + setting + ", known=" + asked + "; correct or remove it there");
            }
        }
    }
}
