package bus.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A value with the place where it was set, for the messages.
 *
 * @param key what was set
 * @param value what it was set to
 * @param origin where
 */
record Setting(String key, String value, String origin) {

    static final String PROPERTY = "bus.idgen";
    static final String VARIABLE = "BUS_IDGEN";

    /** Finds the name of the id generator: from the builder, else the system property, else the environment. */
    static @Nullable Setting idGenerator(
            @Nullable String fromBuilder, Properties properties, Map<String, String> environment) {
        String key = "idGenerator";
        if (fromBuilder != null) {
            return new Setting(key, fromBuilder, "the builder");
        }
        String property = properties.getProperty(PROPERTY);
        if (property != null) {
            return new Setting(key, property, "system property " + PROPERTY);
        }
        String variable = environment.get(VARIABLE);
        return variable == null ? null : new Setting(key, variable, "environment variable " + VARIABLE);
    }

    /** Finds everything that was set for one id generator, what counts first standing first. */
    static List<Setting> of(
            String idGenerator,
            Map<String, String> fromBuilder,
            Properties properties,
            Map<String, String> environment) {
        List<Setting> all = new ArrayList<>();
        for (Map.Entry<String, String> setting : fromBuilder.entrySet()) {
            all.add(new Setting(setting.getKey(), setting.getValue(), "the builder"));
        }
        String prefix = PROPERTY + "." + idGenerator + ".";
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.startsWith(prefix)) {
                String key = name.substring(prefix.length());
                all.add(new Setting(key, properties.getProperty(name), "system property " + name));
            }
        }
        String start = VARIABLE + "_" + idGenerator.toUpperCase(Locale.ROOT) + "_";
        for (String name : new TreeSet<>(environment.keySet())) {
            String value = name.startsWith(start) ? environment.get(name) : null;
            if (value != null) {
                String key =
                        name.substring(start.length()).toLowerCase(Locale.ROOT).replace('_', '-');
                all.add(new Setting(key, value, "environment variable " + name));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return "\"" + value + "\" (" + origin + ")";
    }
}
