package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmitOptionsTest {

    private static final Topic<String> TOPIC = Topic.of("t", String.class);
    private static final Instant TIME = Instant.parse("2026-11-24T01:02:03.456789123Z");
    private static final EmitOptions FULL = EmitOptions.following(
                    Event.builder(TOPIC, "x").id("e1").txId("t1").build())
            .withId("i")
            .withSource("s")
            .withOccurredAt(TIME)
            .withHeader("h", "v");

    @Test
    void noneSaysNothing() {
        EmitOptions none = EmitOptions.none();

        assertThat(none.id()).isEmpty();
        assertThat(none.txId()).isEmpty();
        assertThat(none.source()).isEmpty();
        assertThat(none.causeId()).isEmpty();
        assertThat(none.occurredAt()).isEmpty();
        assertThat(none.headers()).isEmpty();
        assertThat(none.hasId()).isFalse();
        assertThat(none.hasOccurredAt()).isFalse();
    }

    @Test
    void everythingThatIsSetIsGiven() {
        assertThat(FULL.id()).contains("i");
        assertThat(FULL.txId()).contains("t1");
        assertThat(FULL.source()).contains("s");
        assertThat(FULL.causeId()).contains("e1");
        assertThat(FULL.occurredAt()).contains(TIME);
        assertThat(FULL.headers()).containsExactly(Map.entry("h", "v"));
    }

    @Test
    void whetherIdAndTimeAreSetIsTold() {
        EmitOptions withId = EmitOptions.none().withId("i");
        assertThat(withId.hasId()).isTrue();
        assertThat(withId.hasOccurredAt()).isFalse();
        EmitOptions withTime = EmitOptions.none().withOccurredAt(TIME);
        assertThat(withTime.hasId()).isFalse();
        assertThat(withTime.hasOccurredAt()).isTrue();
    }

    @Test
    void settingAgainReplacesThatAlone() {
        EmitOptions changed = FULL.withId("i2")
                .withTxId("t2")
                .withSource("s2")
                .withCauseId("e2")
                .withOccurredAt(Instant.EPOCH)
                .withHeader("h", "v2");

        assertThat(changed.id()).contains("i2");
        assertThat(changed.txId()).contains("t2");
        assertThat(changed.source()).contains("s2");
        assertThat(changed.causeId()).contains("e2");
        assertThat(changed.occurredAt()).contains(Instant.EPOCH);
        assertThat(changed.headers()).containsExactly(Map.entry("h", "v2"));
    }

    @Test
    void everyWithGivesACopyThatDiffersInOneThing() {
        List<UnaryOperator<EmitOptions>> changes = List.of(
                options -> options.withId("other"),
                options -> options.withTxId("other"),
                options -> options.withSource("other"),
                options -> options.withCauseId("other"),
                options -> options.withOccurredAt(Instant.EPOCH),
                options -> options.withHeader("h", "other"),
                options -> options.withHeader("other", "v"));
        String before = FULL.toString();

        for (UnaryOperator<EmitOptions> change : changes) {
            EmitOptions changed = change.apply(FULL);
            EmitOptions onNone = change.apply(EmitOptions.none());

            assertThat(changed).isNotSameAs(FULL).isNotEqualTo(FULL).isEqualTo(change.apply(FULL));
            assertThat(FULL).isNotEqualTo(changed);
            assertThat(changed.hashCode()).isNotEqualTo(FULL.hashCode());
            assertThat(onNone).isNotEqualTo(EmitOptions.none());
        }
        assertThat(FULL).hasToString(before);
        assertThat(EmitOptions.none().toString()).isEqualTo("EmitOptions[]");
        assertThat(changes.stream().map(change -> change.apply(FULL))).doesNotHaveDuplicates();
    }

    @Test
    void headersKeepTheirOrderWhateverIsReplaced() {
        EmitOptions options = EmitOptions.none()
                .withHeader("z", "1")
                .withHeader("a", "2")
                .withHeader("m", "")
                .withHeader("b", "4")
                .withHeader("z", "5");

        assertThat(options.headers())
                .containsExactly(Map.entry("z", "5"), Map.entry("a", "2"), Map.entry("m", ""), Map.entry("b", "4"));
    }

    @Test
    void headersCannotBeChanged() {
        for (EmitOptions options : List.of(EmitOptions.none(), FULL)) {
            Map<String, String> headers = options.headers();

            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> headers.put("h", "x"));
        }
        assertThat(FULL.headers()).containsExactly(Map.entry("h", "v"));
    }

    @Test
    void headersThatWereGivenDoNotGrowWithLaterOnes() {
        EmitOptions one = EmitOptions.none().withHeader("h", "v");
        Map<String, String> headers = one.headers();

        one.withHeader("h2", "v2").withHeader("h", "x");

        assertThat(headers).containsExactly(Map.entry("h", "v"));
    }

    @Test
    void followingTakesTheTransactionAndTheIdAsCause() {
        Event<String> event = Event.builder(TOPIC, "x")
                .id("e1")
                .txId("t1")
                .source("s")
                .causeId("e0")
                .header("h", "v")
                .occurredAt(TIME)
                .build();

        EmitOptions options = EmitOptions.following(event);

        assertThat(options).isEqualTo(EmitOptions.none().withTxId("t1").withCauseId("e1"));
    }

    @Test
    void followingTheFirstEventOfATransactionTakesItsId() {
        EmitOptions options =
                EmitOptions.following(Event.builder(TOPIC, "x").id("e1").build());

        assertThat(options.txId()).contains("e1");
        assertThat(options.causeId()).contains("e1");
    }

    @Test
    void repeatingSaysEverythingOfAnEventAgain() {
        Event<String> event = Event.builder(TOPIC, "x")
                .id("i")
                .txId("t1")
                .source("s")
                .causeId("e1")
                .header("h", "v")
                .occurredAt(TIME)
                .build();

        assertThat(EmitOptions.repeating(event)).isEqualTo(FULL);
    }

    @Test
    void repeatingAnEventThatSaysLittleSaysNoMore() {
        EmitOptions options =
                EmitOptions.repeating(Event.builder(TOPIC, "x").id("e1").build());

        assertThat(options)
                .isEqualTo(EmitOptions.none().withId("e1").withTxId("e1").withOccurredAt(Instant.EPOCH));
    }

    @Test
    void repeatingCopiesHeadersInTheirOrder() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("z", "1");
        headers.put("a", "2");
        headers.put("m", "3");

        EmitOptions options = EmitOptions.repeating(new OfAnotherMake("i", headers));
        headers.clear();

        assertThat(options.headers()).containsExactly(Map.entry("z", "1"), Map.entry("a", "2"), Map.entry("m", "3"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> options.headers().clear());
    }

    @Test
    void repeatingAnEventOfAnotherMakeRefusesWhatNoEventMayHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmitOptions.repeating(new OfAnotherMake(" ", Map.of())))
                .withMessage("id must not be blank: id=\" \"; leave it out to have one generated");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmitOptions.repeating(new OfAnotherMake("i", Map.of("", "v"))))
                .withMessage("header must not be blank: header=\"\"; give it a name such as trace-id");
        assertThatNullPointerException()
                .isThrownBy(() -> EmitOptions.repeating(new OfAnotherMake("i", Collections.singletonMap("h", null))))
                .withMessage("value must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankTransactionCountsAsNone(String blank) {
        assertThat(EmitOptions.none().withTxId(blank)).isEqualTo(EmitOptions.none());
        assertThat(FULL.withTxId(blank).txId()).isEmpty();
        assertThat(FULL.withTxId(blank).causeId()).contains("e1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void otherBlanksAreRefused(String blank) {
        String value = "=\"" + blank + "\"; ";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmitOptions.none().withId(blank))
                .withMessage("id must not be blank: id" + value + "leave it out to have one generated");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmitOptions.none().withSource(blank))
                .withMessage("source must not be blank: source" + value + "leave it out if there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmitOptions.none().withCauseId(blank))
                .withMessage("causeId must not be blank: causeId" + value + "leave it out if there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmitOptions.none().withHeader(blank, "v"))
                .withMessage("header must not be blank: header" + value + "give it a name such as trace-id");
    }

    @Test
    void nullsAreRefusedByName() {
        EmitOptions none = EmitOptions.none();

        assertThatNullPointerException()
                .isThrownBy(() -> EmitOptions.following(null))
                .withMessage("event must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> EmitOptions.repeating(null))
                .withMessage("event must not be null");
        assertThatNullPointerException().isThrownBy(() -> none.withId(null)).withMessage("id must not be null");
        assertThatNullPointerException().isThrownBy(() -> none.withTxId(null)).withMessage("txId must not be null");
        assertThatNullPointerException().isThrownBy(() -> none.withSource(null)).withMessage("source must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> none.withCauseId(null))
                .withMessage("causeId must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> none.withOccurredAt(null))
                .withMessage("occurredAt must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> none.withHeader(null, "v"))
                .withMessage("name must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> none.withHeader("h", null))
                .withMessage("value must not be null");
    }

    @Test
    void optionsAreEqualByAllThatTheySay() {
        EmitOptions same = EmitOptions.none()
                .withHeader("h", "v")
                .withOccurredAt(TIME)
                .withSource("s")
                .withCauseId("e1")
                .withTxId("t1")
                .withId("i");

        assertThat(FULL).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(FULL).isNotEqualTo(null).isNotEqualTo("i").isNotEqualTo(EmitOptions.none());
    }

    @Test
    void theTextShowsWhatIsSaid() {
        assertThat(EmitOptions.none()).hasToString("EmitOptions[]");
        assertThat(EmitOptions.none().withSource("s").withTxId("t")).hasToString("EmitOptions[txId=t, source=s]");
        assertThat(FULL)
                .hasToString("EmitOptions[id=i, txId=t1, source=s, causeId=e1,"
                        + " occurredAt=2026-11-24T01:02:03.456789123Z, headers={h=v}]");
    }

    @Test
    void followingAnEventWithABlankTransactionCountsAsNone() {
        assertThat(EmitOptions.following(new OfAnotherMake("i", Map.of())).txId())
                .isEmpty();
    }

    /** An event that is not made by us, with a blank transaction. */
    private record OfAnotherMake(String id, Map<String, String> headers) implements Event<String> {

        @Override
        public String txId() {
            return " ";
        }

        @Override
        public String topic() {
            return "t";
        }

        @Override
        public String data() {
            return "x";
        }

        @Override
        public Instant occurredAt() {
            return Instant.EPOCH;
        }

        @Override
        public Optional<String> source() {
            return Optional.empty();
        }

        @Override
        public Optional<String> causeId() {
            return Optional.empty();
        }
    }
}
