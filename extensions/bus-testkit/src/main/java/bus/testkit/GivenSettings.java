package bus.testkit;

import static java.util.Objects.requireNonNull;

import bus.api.ProviderException;
import bus.api.spi.IdGeneratorSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Settings that a test gives to a provider, and that keep what it asked for. */
final class GivenSettings implements IdGeneratorSettings {

    private final Map<String, String> values;
    private final Set<String> asked = new TreeSet<>();

    GivenSettings(Map<String, String> values) {
        this.values = values;
    }

    Set<String> asked() {
        return asked;
    }

    @Override
    public Optional<String> text(String key) {
        asked.add(requireNonNull(key, "key must not be null"));
        Optional<String> text = Optional.ofNullable(values.get(key));
        if (text.isPresent() && text.get().isBlank()) {
            throw refused(key, "not be blank");
        }
        return text;
    }

    @Override
    public ProviderException refused(String key, String rule) {
        requireNonNull(key, "key must not be null");
        requireNonNull(rule, "rule must not be null");
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException("key must be one that is set: key=\"" + key + "\", set=" + values
                    + "; ask for it first, and refuse what it gave");
        }
        return new ProviderException(
                "setting must " + rule + ": " + key + "=\"" + values.get(key) + "\" (the test); correct it there");
    }
}
