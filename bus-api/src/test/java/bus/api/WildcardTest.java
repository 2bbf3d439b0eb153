package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {

    @ParameterizedTest
    @CsvSource({
        // words
        "order.created, order.created, true",
        "order.created, order.canceled, false",
        "order.created, order, false",
        "order, order.created, false",
        "order.created, order.created.late, false",
        // * is exactly one word
        "*, order, true",
        "*, order.created, false",
        "*.*, order.created, true",
        "*.*, order, false",
        "order.*, order.created, true",
        "order.*, order, false",
        "order.*, order.created.late, false",
        "*.created, order.created, true",
        "order.*.late, order.created.late, true",
        "order.*.late, order.late, false",
        // # is any number of words
        "#, order, true",
        "#, order.created.late, true",
        "order.#, order, true",
        "order.#, order.created.late, true",
        "order.#, orders.created, false",
        "#.late, late, true",
        "#.late, order.created.late, true",
        "#.late, order.late.created, false",
        // # in the middle
        "order.#.late, order.late, true",
        "order.#.late, order.created.very.late, true",
        "order.#.late, order.late.late, true",
        "order.#.late, order.created, false",
        "order.#.late, late, false",
        // several #
        "#.#, order, true",
        "#.created.#, created, true",
        "#.created.#, order.created.late, true",
        "#.created.#, order.canceled.late, false",
        "a.#.b.#.c, a.b.c, true",
        "a.#.b.#.c, a.x.b.b.y.c, true",
        "a.#.b.#.c, a.x.c.b, false",
        // # and * together: at least one word
        "#.*, order, true",
        "*.#, order.created.late, true",
        "*.#.*, order, false",
        "*.#.*, order.created, true",
        "#.*.#.late, late, false",
        // empty words are words
        "*.a, .a, true",
        "a.*, a., true",
        "a.*.b, a..b, true",
        "a.b, a..b, false",
        "a.#.b, a....b, true",
        ".a, .a, true",
        ".a, a, false",
        "*.*, ., true",
        "*, ., false",
    })
    void aWildcardMatchesAsInRabbitMq(String pattern, String topic, boolean expected) {
        assertThat(TopicMatcher.wildcard(pattern).matches(topic)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "order.cre*, cre*",
        "order.#x.late, #x",
        "**, **",
        "##.a, ##",
        "*#, *#",
        "a.*b*.#, *b*",
    })
    void aPartOfAWordIsRefused(String pattern, String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicMatcher.wildcard(pattern))
                .withMessage("wildcard must be a whole word: pattern=\"" + pattern + "\", word=\"" + word
                        + "\"; put dots around it or use TopicMatcher.regex");
    }

    @Test
    void charactersOfRegexesMeanNothing() {
        assertThat(TopicMatcher.wildcard("a+.[b].$").matches("a+.[b].$")).isTrue();
        assertThat(TopicMatcher.wildcard("a+.*").matches("aa.b")).isFalse();
    }

    @Test
    void itAgreesWithTryingEverything() {
        Random random = new Random(20_200_101);
        int matched = 0;
        int rounds = 50_000;
        for (int round = 0; round < rounds; round++) {
            String[] pattern = words(random, 7, "a", "b", "", "*", "#", "#");
            String[] topic = words(random, 8, "a", "b", "");
            String text = String.join(".", pattern);
            if (text.isBlank()) {
                continue;
            }
            boolean expected = matches(pattern, 0, topic, 0);
            matched += expected ? 1 : 0;
            assertThat(TopicMatcher.wildcard(text).matches(String.join(".", topic)))
                    .as("%s on %s", text, String.join(".", topic))
                    .isEqualTo(expected);
        }
        assertThat(matched).isBetween(rounds / 10, rounds * 9 / 10);
    }

    private static String[] words(Random random, int most, String... choice) {
        return Stream.generate(() -> choice[random.nextInt(choice.length)])
                .limit(1 + random.nextInt(most))
                .toArray(String[]::new);
    }

    private static boolean matches(String[] pattern, int next, String[] words, int at) {
        if (next == pattern.length) {
            return at == words.length;
        }
        if (pattern[next].equals("#")) {
            return matches(pattern, next + 1, words, at) || at < words.length && matches(pattern, next, words, at + 1);
        }
        return at < words.length
                && (pattern[next].equals("*") || pattern[next].equals(words[at]))
                && matches(pattern, next + 1, words, at + 1);
    }

    /** The limit only turns an endless run into a failure: what takes exponential time is not done in a day. */
    @ParameterizedTest
    @CsvSource({"#, true", "#.a, true", "#.*, true", "a.#, true", "#.a.*.a, true", "#.a.a.a.b, false"})
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    void manyHashesOnALongTopicComeToAnEnd(String part, boolean matched) {
        TopicPattern<Object> pattern = TopicMatcher.wildcard(repeat(part, 200) + ".z");
        String topic = repeat("a", 2_000);

        assertThat(pattern.matches(topic)).isFalse();
        assertThat(pattern.matches(topic + ".z")).isEqualTo(matched);
    }

    private static String repeat(String words, int times) {
        return Stream.generate(() -> words).limit(times).collect(Collectors.joining("."));
    }
}
