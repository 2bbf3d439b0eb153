package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {

    static Stream<TopicPattern<Object>> oneOfEachKind() {
        return Stream.of(TopicMatcher.regex("a"), TopicMatcher.wildcard("a"), TopicMatcher.exact("a"));
    }

    @Test
    void aRegexSearches() {
        TopicPattern<Object> pattern = TopicMatcher.regex("der");

        assertThat(pattern.matches("order.created")).isTrue();
        assertThat(pattern.matches("der")).isTrue();
        assertThat(pattern.matches("oder")).isTrue();
        assertThat(pattern.matches("d.er")).isFalse();
    }

    @Test
    void anAnchoredRegexMatchesTheWholeName() {
        TopicPattern<Object> pattern = TopicMatcher.regex("^order\\.(created|canceled)$");

        assertThat(pattern.matches("order.created")).isTrue();
        assertThat(pattern.matches("order.canceled")).isTrue();
        assertThat(pattern.matches("order.created.late")).isFalse();
        assertThat(pattern.matches("my.order.created")).isFalse();
        assertThat(pattern.matches("orderxcreated")).isFalse();
    }

    @Test
    void anExactPatternTakesItsTextLiterally() {
        TopicPattern<Object> pattern = TopicMatcher.exact("a.*");

        assertThat(pattern.matches("a.*")).isTrue();
        assertThat(pattern.matches("a.b")).isFalse();
        assertThat(pattern.matches("xa.*")).isFalse();
        assertThat(pattern.matches("a.")).isFalse();
    }

    @Test
    void aRegexThatCannotBeCompiledIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicMatcher.regex("order.(created"))
                .withMessage(
                        "pattern must be a regular expression: pattern=\"order.(created\"; Unclosed group at index 14,"
                                + " see java.util.regex.Pattern")
                .withCauseInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void everyTextIsEitherARegexOrRefusedWithTheSameWords() {
        Random random = new Random(20_200_101);
        int refused = 0;
        for (int round = 0; round < 50_000; round++) {
            StringBuilder text = new StringBuilder("a");
            for (int i = random.nextInt(10); i > 0; i--) {
                text.append("ab.*+?()[]{}|^$\\-,:=!<>&19QExpNk".charAt(random.nextInt(32)));
            }
            String pattern = text.toString();
            if (compiles(pattern)) {
                assertThat(TopicMatcher.regex(pattern).payload()).isEqualTo(Object.class);
            } else {
                refused++;
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> TopicMatcher.regex(pattern))
                        .withMessageStartingWith("pattern must be a regular expression: pattern=\"" + pattern + "\"; ")
                        .withMessageEndingWith(", see java.util.regex.Pattern");
            }
        }
        assertThat(refused).isBetween(10_000, 49_000);
    }

    private static boolean compiles(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankPatternIsRefused(String text) {
        String start = " must not be blank: ";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicMatcher.regex(text))
                .withMessage("pattern" + start + "pattern=\"" + text + "\"; use .* to match every topic");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicMatcher.wildcard(text))
                .withMessage("pattern" + start + "pattern=\"" + text + "\"; use # to match every topic");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicMatcher.exact(text))
                .withMessage("topic" + start + "topic=\"" + text + "\"; give the name of a topic");
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> TopicMatcher.regex(null))
                .withMessage("pattern must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> TopicMatcher.wildcard(null))
                .withMessage("pattern must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> TopicMatcher.exact(null))
                .withMessage("name must not be null");
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void aNullTopicOrTypeIsRefusedByName(TopicPattern<Object> pattern) {
        assertThatNullPointerException().isThrownBy(() -> pattern.matches(null)).withMessage("topic must not be null");
        assertThatNullPointerException().isThrownBy(() -> pattern.payload(null)).withMessage("type must not be null");
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void aPatternExpectsAnyPayloadUntilItIsGivenAType(TopicPattern<Object> pattern) {
        TopicPattern<String> typed = pattern.payload(String.class);

        assertThat(pattern.payload()).isEqualTo(Object.class);
        assertThat(typed.payload()).isEqualTo(String.class);
        assertThat(typed.matches("a")).isTrue();
        assertThat(typed.matches("b")).isFalse();
        assertThat(typed.payload(int.class).payload()).isEqualTo(Integer.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {void.class, Void.class})
    void aPayloadWithoutValuesIsRefused(Class<?> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopicMatcher.exact("a").payload(type))
                .withMessage("payload must be a type that has values: payload=" + type.getName()
                        + "; use Object.class for any payload");
    }

    @Test
    void patternsAreEqualByKindTextAndPayload() {
        assertThat(TopicMatcher.regex("a"))
                .isEqualTo(TopicMatcher.regex("a"))
                .hasSameHashCodeAs(TopicMatcher.regex("a"))
                .isNotEqualTo(TopicMatcher.regex("b"))
                .isNotEqualTo(TopicMatcher.wildcard("a"))
                .isNotEqualTo(TopicMatcher.exact("a"))
                .isNotEqualTo(TopicMatcher.regex("a").payload(String.class))
                .isNotEqualTo(Topic.of("a", Object.class))
                .isNotEqualTo(null);
        assertThat(TopicMatcher.wildcard("a"))
                .isEqualTo(TopicMatcher.wildcard("a"))
                .hasSameHashCodeAs(TopicMatcher.wildcard("a"))
                .isNotEqualTo(TopicMatcher.exact("a"));
        assertThat(TopicMatcher.exact("a").payload(int.class))
                .isEqualTo(TopicMatcher.exact("a").payload(Integer.class))
                .hasSameHashCodeAs(TopicMatcher.exact("a").payload(Integer.class));
    }

    @Test
    void theTextNamesKindPatternAndPayload() {
        assertThat(TopicMatcher.regex("^a")).hasToString("TopicPattern[regex ^a, java.lang.Object]");
        assertThat(TopicMatcher.wildcard("a.*")).hasToString("TopicPattern[wildcard a.*, java.lang.Object]");
        assertThat(TopicMatcher.exact("a").payload(long.class)).hasToString("TopicPattern[exact a, java.lang.Long]");
    }
}
