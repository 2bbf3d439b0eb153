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
import java.util.function.Function;
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
    public Optional<String> oneOf(String key, List<String> words) {
        requireNonNull(words, "words must not be null");
        Optional<Setting> found = find(key);
        found.filter(setting -> !words.contains(setting.value())).ifPresent(setting -> {
            throw bad(setting, "be one of " + words, null);
        });
        return found.map(Setting::value);
    }

    @Override
    public OptionalLong wholeNumber(String key, long min, long max) {
        Optional<Long> number = within(min, max, key, "a whole number", Long::parseLong);
        return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
    }

    @Override
    public Optional<Instant> time(String key, Instant min, Instant max) {
        requireNonNull(min, "min must not be null");
        requireNonNull(max, "max must not be null");
        return within(
                min,
                max,
                key,
                "an ISO-8601 time with an offset",
                text -> OffsetDateTime.parse(text).toInstant());
    }

    private <T extends Comparable<T>> Optional<T> within(
            T min, T max, String key, String form, Function<String, T> parse) {
        String rule = "be " + form + " in [" + min + ", " + max + "]";
        return find(key).map(setting -> {
            T value;
            try {
                value = parse.apply(setting.value());
            } catch (NumberFormatException | DateTimeException e) {
                throw bad(setting, rule, e);
            }
            if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                throw bad(setting, rule, null);
            }
            return value;
        });
    }

    private Optional<Setting> find(String key) {
        asked.add(requireNonNull(key, "key must not be null"));
        Optional<Setting> found =
                settings.stream().filter(setting -> setting.key().equals(key)).findFirst();
        found.filter(setting -> setting.value().isBlank()).ifPresent(setting -> {
            throw bad(setting, "not be blank", null);
        });
        return found;
    }

    private ProviderException bad(Setting setting, String rule, @Nullable Throwable cause) {
        return new ProviderException(
                "setting of id generator " + idGenerator + " must " + rule + ": " + setting.key() + "=" + setting
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
