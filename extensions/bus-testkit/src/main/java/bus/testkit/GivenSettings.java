package bus.testkit;

import static java.util.Objects.requireNonNull;

import bus.api.ProviderException;
import bus.api.spi.IdGeneratorSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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
            throw refused(key, "not be blank", null);
        }
        return text;
    }

    @Override
    public ProviderException refused(String key, String rule, @Nullable Throwable cause) {
        return new ProviderException(
                "setting must " + rule + ": " + key + "=\"" + values.get(key) + "\" (the test)", cause);
    }
}
