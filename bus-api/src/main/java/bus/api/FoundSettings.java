package bus.api;

import static java.util.Objects.requireNonNull;

import bus.api.spi.IdGeneratorSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
        return find(key).map(Setting::value);
    }

    @Override
    public OptionalLong wholeNumber(String key, long least, long most) {
        Optional<Setting> setting = find(key);
        if (setting.isEmpty()) {
            return OptionalLong.empty();
        }
        String rule = "a whole number in [" + least + ", " + most + "]";
        try {
            long number = Long.parseLong(setting.get().value());
            if (number >= least && number <= most) {
                return OptionalLong.of(number);
            }
        } catch (NumberFormatException e) {
            throw bad(setting.get(), rule, e);
        }
        throw bad(setting.get(), rule, null);
    }

    @Override
    public Optional<Instant> time(String key) {
        return find(key).map(setting -> {
            try {
                return OffsetDateTime.parse(setting.value()).toInstant();
            } catch (DateTimeException e) {
                throw bad(setting, "an ISO-8601 time with an offset, such as 2020-01-01T00:00Z", e);
            }
        });
    }

    private Optional<Setting> find(String key) {
        asked.add(requireNonNull(key, "key must not be null"));
        Optional<Setting> found =
                settings.stream().filter(setting -> setting.key().equals(key)).findFirst();
        found.filter(setting -> setting.value().isBlank()).ifPresent(setting -> {
            throw bad(setting, "not blank", null);
        });
        return found;
    }

    private ProviderException bad(Setting setting, String rule, @Nullable Throwable cause) {
        return new ProviderException(
                "setting of id generator " + idGenerator + " must be " + rule + ": " + setting.key() + "=" + setting
                        + "; correct it there, or remove it to have the default",
                cause);
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
