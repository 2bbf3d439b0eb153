package bus.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralPrefixTest {

    private static final String[] REGEX_PIECES = {
        "a", "b", "A", "0", "-", "_", "\\.", ".", "^", "$", "|", "*", "+", "?", "{0}", "{0,1}", "{1}", "(", ")", "(?:",
        "(?i)", "(?x)", "(?m)", "(?!", "(?<=", "[ab]", "[^a]", "\\", "\\Q", "\\E", "\\b", "\\d", "\\w*", " ", "#", "\n",
        ".*"
    };

    private static final String[] TOPIC_PIECES = {"a", "b", "A", "B", "0", "-", "_", ".", "\n", " ", "^", "*", "|"};

    @ParameterizedTest
    @CsvSource({
        "^order-1_X, order-1_X",
        "^orders\\.created\\..*, orders.created.",
        "^order$, order",
        "^order(s)?, order",
        "^order[sx], order",
        "^order.s, order",
        "^order(?i)s, order"
    })
    void lettersDigitsHyphensUnderscoresAndEscapedDotsBehindTheAnchorAreLiteral(String regex, String prefix) {
        assertThat(LiteralPrefix.ofRegex(regex)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^orders*", "^orders+", "^orders?", "^orders{0,2}", "^order\\.*"})
    void aLiteralThatAQuantifierFollowsDoesNotCount(String regex) {
        assertThat(LiteralPrefix.ofRegex(regex)).isEqualTo("order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^orders\\Q\\E*", "^orders\\Q.\\E", "^orders\\d+", "^orders\\"})
    void aLiteralThatAnotherEscapeFollowsDoesNotCount(String regex) {
        assertThat(LiteralPrefix.ofRegex(regex)).isEqualTo("order");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^order|item", "^order\\.(created|canceled)$", "^order[|]"})
    void anAlternativeAnywhereLeavesNothing(String regex) {
        assertThat(LiteralPrefix.ofRegex(regex)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"order", "o^rder", "(^order)", "\\Aorder", "^", "^.*", "^*", "^a*", "^\u00e9", "(?i)^order"})
    void withoutAnAnchorOrALiteralBehindItThereIsNothing(String regex) {
        assertThat(LiteralPrefix.ofRegex(regex)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "orders.created, orders.created",
        "orders.*, orders.",
        "orders.*.late, orders.",
        "orders.#, orders",
        "orders.#.late, orders",
        "*.created, ''",
        "#, ''",
        "#.created, ''"
    })
    void aWildcardPatternBeginsWithItsWordsBeforeTheFirstWildcard(String pattern, String prefix) {
        assertThat(LiteralPrefix.ofWildcard(pattern)).isEqualTo(prefix);
    }

    @Test
    void whatARegexFindsIsWhatItFindsWithoutAPrefix() {
        Random random = new Random(20_261_126);
        int found = 0;
        int told = 0;
        for (int round = 0; round < 100_000; round++) {
            String regex = (round % 8 == 0 ? "" : "^") + pieces(random, REGEX_PIECES, 6);
            Pattern compiled = compiled(regex);
            if (compiled == null || regex.isBlank()) {
                continue;
            }
            String prefix = LiteralPrefix.ofRegex(regex);
            TopicPattern<Object> pattern = TopicMatcher.regex(regex);
            for (int i = 0; i < 8; i++) {
                String topic = pieces(random, TOPIC_PIECES, 4);
                topic = i % 2 == 0 ? topic : shortened(prefix, random) + topic;
                boolean finds = compiled.matcher(topic).find();
                assertThat(pattern.matches(topic)).as("%s in %s", regex, topic).isEqualTo(finds);
                found += finds ? 1 : 0;
                told += topic.startsWith(prefix) ? 0 : 1;
            }
        }
        assertThat(found).isGreaterThan(20_000);
        assertThat(told).isGreaterThan(20_000);
    }

    @Test
    void whatAWildcardMatchesIsWhatItMatchesWithoutAPrefix() {
        Random random = new Random(20_261_126);
        int matched = 0;
        for (int round = 0; round < 100_000; round++) {
            String text = words(random, "a", "b", "", "*", "#");
            if (text.isBlank()) {
                continue;
            }
            String topic = words(random, "a", "b", "");
            boolean matches = new Wildcard(text).test(topic);
            assertThat(TopicMatcher.wildcard(text).matches(topic))
                    .as("%s in %s", text, topic)
                    .isEqualTo(matches);
            matched += matches ? 1 : 0;
        }
        assertThat(matched).isGreaterThan(10_000);
    }

    private static Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    /** Returns the text or, half of the time, a beginning of it: what a wrong prefix is found by. */
    private static String shortened(String text, Random random) {
        return random.nextBoolean() ? text : text.substring(0, random.nextInt(text.length() + 1));
    }

    private static String pieces(Random random, String[] from, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }

    private static String words(Random random, String... from) {
        StringBuilder text = new StringBuilder(from[random.nextInt(from.length)]);
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append('.').append(from[random.nextInt(from.length)]);
        }
        return text.toString();
    }
}
