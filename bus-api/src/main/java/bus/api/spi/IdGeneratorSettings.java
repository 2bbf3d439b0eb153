package bus.api.spi;

import static java.util.Objects.requireNonNull;

import bus.api.ProviderException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
     * @throws ProviderException if the value is blank
     */
    Optional<String> text(String key);

    /**
     * Makes the error for a value that a provider cannot use, to be thrown by it. A setting that must be there and is
     * not has no value and no place; a provider tells of it with a {@link ProviderException} of its own.
     *
     * @param key the key of a value that is set
     * @param rule what the value must be or do, as it would stand behind "must", such as {@code be the name of a host}
     * @return an error without a cause, which names the rule, the value and the place where it was set
     * @throws IllegalArgumentException if nothing is set under the key
     */
    ProviderException refused(String key, String rule);

    /**
     * Makes the error for a value that cannot be read, as {@link #refused(String, String)} does.
     *
     * @param key the key of a value that is set
     * @param rule what the value must be or do
     * @param cause what was thrown when the value was read
     * @return an error with this cause
     * @throws IllegalArgumentException if nothing is set under the key
     */
    default ProviderException refused(String key, String rule, Throwable cause) {
        ProviderException error = refused(key, rule);
        error.initCause(requireNonNull(cause, "cause must not be null"));
        return error;
    }

    /**
     * Asks for one of several words.
     *
     * @param key the key in lower case, words joined by hyphens
     * @param words the words that are allowed
     * @return the word; empty if it was not set
     * @throws ProviderException if the value is none of them
     */
    default Optional<String> oneOf(String key, List<String> words) {
        requireNonNull(words, "words must not be null");
        Optional<String> word = text(key);
        if (word.isPresent() && !words.contains(word.get())) {
            throw refused(key, "be one of " + words);
        }
        return word;
    }

    /**
     * Asks for a whole number.
     *
     * @param key the key in lower case, words joined by hyphens
     * @param min the least number that is allowed
     * @param max the greatest number that is allowed
     * @return the number; empty if it was not set
     * @throws ProviderException if the value is no whole number or out of range
     */
    default OptionalLong wholeNumber(String key, long min, long max) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        String rule = "be a whole number in [" + min + ", " + max + "]";
        long number;
        try {
            number = Long.parseLong(text.get());
        } catch (NumberFormatException e) {
            throw refused(key, rule, e);
        }
        if (number < min || number > max) {
            throw refused(key, rule);
        }
        return OptionalLong.of(number);
    }

    /**
     * Asks for a time.
     *
     * @param key the key in lower case, words joined by hyphens
     * @param min the earliest time that is allowed
     * @param max the latest time that is allowed
     * @return the time; empty if it was not set
     * @throws ProviderException if the value is no ISO-8601 time with an offset, such as {@code 2020-01-01T00:00Z}, or
     *     out of range
     */
    default Optional<Instant> time(String key, Instant min, Instant max) {
        requireNonNull(min, "min must not be null");
        requireNonNull(max, "max must not be null");
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String rule = "be an ISO-8601 time with an offset in [" + min + ", " + max + "]";
        Instant time;
        try {
            time = OffsetDateTime.parse(text.get()).toInstant();
        } catch (DateTimeException e) {
            throw refused(key, rule, e);
        }
        if (time.isBefore(min) || time.isAfter(max)) {
            throw refused(key, rule);
        }
        return Optional.of(time);
    }
}
