package bus.api.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was set for an id generator: by the builder, else by the system property {@code bus.idgen.<name>.<key>}, else by
 * the environment variable {@code BUS_IDGEN_<NAME>_<KEY>}. A value that cannot be read is an error that names the place
 * where it was set.
 *
 * <p>To be used by one thread, while the generator is made.
 */
public interface IdGeneratorSettings {

    /**
     * Asks for a text.
     *
     * @param key the key in lower case, words joined by hyphens, such as {@code initial-time}
     * @return the text, not blank; empty if it was not set
     * @throws bus.api.ProviderException if the value is blank
     */
    Optional<String> text(String key);

    /**
     * Asks for one of several words.
     *
     * @param key the key in lower case, words joined by hyphens
     * @param words the words that are allowed
     * @return the word; empty if it was not set
     * @throws bus.api.ProviderException if the value is none of them
     */
    Optional<String> oneOf(String key, List<String> words);

    /**
     * Asks for a whole number.
     *
     * @param key the key in lower case, words joined by hyphens
     * @param min the least number that is allowed
     * @param max the greatest number that is allowed
     * @return the number; empty if it was not set
     * @throws bus.api.ProviderException if the value is no whole number or out of range
     */
    OptionalLong wholeNumber(String key, long min, long max);

    /**
     * Asks for a time.
     *
     * @param key the key in lower case, words joined by hyphens
     * @param min the earliest time that is allowed
     * @param max the latest time that is allowed
     * @return the time; empty if it was not set
     * @throws bus.api.ProviderException if the value is no ISO-8601 time with an offset, such as {@code
     *     2020-01-01T00:00Z}, or out of range
     */
    Optional<Instant> time(String key, Instant min, Instant max);
}
