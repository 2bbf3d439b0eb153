package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.spi.AbstractEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventBuilderTest {

    private static final Topic<String> TOPIC = Topic.of("t", String.class);
    private static final Instant TIME = Instant.parse("2026-11-24T01:02:03.456789123Z");

    private static Event.Builder<String> full() {
        return full(TOPIC, "x");
    }

    private static Event.Builder<String> full(Topic<String> topic, String data) {
        return Event.builder(topic, data)
                .id("i")
                .txId("tx")
                .occurredAt(TIME)
                .source("s")
                .causeId("c")
                .header("h", "v");
    }

    @Test
    void whatIsNotSetHasADefault() {
        Event<String> event = Event.builder(TOPIC, "x").build();

        assertThat(event.id()).isEqualTo("test");
        assertThat(event.txId()).isEqualTo("test");
        assertThat(event.topic()).isEqualTo("t");
        assertThat(event.data()).isEqualTo("x");
        assertThat(event.occurredAt()).isEqualTo(Instant.EPOCH);
        assertThat(event.source()).isEmpty();
        assertThat(event.causeId()).isEmpty();
        assertThat(event.headers()).isEmpty();
    }

    @Test
    void everythingThatIsSetIsGiven() {
        Event<String> event = full().build();

        assertThat(event.id()).isEqualTo("i");
        assertThat(event.txId()).isEqualTo("tx");
        assertThat(event.topic()).isEqualTo("t");
        assertThat(event.data()).isEqualTo("x");
        assertThat(event.occurredAt()).isEqualTo(TIME);
        assertThat(event.source()).contains("s");
        assertThat(event.causeId()).contains("c");
        assertThat(event.headers()).containsExactly(Map.entry("h", "v"));
    }

    @Test
    void thePayloadIsPassedByReference() {
        StringBuilder data = new StringBuilder();

        assertThat(Event.builder(Topic.of("t", StringBuilder.class), data)
                        .build()
                        .data())
                .isSameAs(data);
    }

    @Test
    void theTransactionIsTheIdUnlessItIsSet() {
        assertThat(Event.builder(TOPIC, "x").id("i").build().txId()).isEqualTo("i");
        assertThat(Event.builder(TOPIC, "x")
                        .id("i")
                        .txId("tx")
                        .txId(" ")
                        .build()
                        .txId())
                .isEqualTo("i");
    }

    @Test
    void aBuilderMakesSeveralEventsAndLeavesEarlierOnesAlone() {
        Event.Builder<String> builder = full();
        Event<String> first = builder.build();
        Event<String> second = builder.id("i2").header("h2", "v2").build();

        assertThat(first).isEqualTo(full().build());
        assertThat(second.id()).isEqualTo("i2");
        assertThat(second.headers()).containsExactly(Map.entry("h", "v"), Map.entry("h2", "v2"));
    }

    @Test
    void headersCannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> full().build().headers().put("h", "x"));
    }

    @Test
    void eventsAreEqualByAllAccessors() {
        Event<String> event = full().build();

        assertThat(event).isEqualTo(event).isEqualTo(full().build()).hasSameHashCodeAs(full().build());
        assertThat(event).isNotEqualTo(null).isNotEqualTo("i");
    }

    @Test
    void eventsThatDifferInOneAccessorDiffer() {
        Event<String> event = full().build();
        List<Event<String>> others = List.of(
                full().id("other").build(),
                full().txId("other").build(),
                full(Topic.of("other", String.class), "x").build(),
                full(TOPIC, "other").build(),
                full().occurredAt(TIME.plusNanos(1)).build(),
                full().source("other").build(),
                full().causeId("other").build(),
                full().header("h", "other").build(),
                full().header("h2", "v").build());

        assertThat(others)
                .allSatisfy(other -> assertThat(other).isNotEqualTo(event))
                .allSatisfy(other -> assertThat(event).isNotEqualTo(other));
        assertThat(others).doesNotHaveDuplicates();
    }

    @Test
    void thePayloadTypeOfTheTopicIsNoPartOfAnEvent() {
        assertThat(Event.builder(Topic.of("t", Object.class), "x").build())
                .isEqualTo(Event.builder(TOPIC, "x").build());
    }

    @Test
    void anEventOfAnotherImplementationIsEqualInBothDirections() {
        Event<String> built = full().build();
        Event<String> other = new OtherEvent("x");

        assertThat(built).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(other).isEqualTo(built);
        assertThat(built).isNotEqualTo(new OtherEvent("y"));
    }

    @Test
    void theHashCodeIsThatOfTheId() {
        assertThat(full().build()).hasSameHashCodeAs("i");
        assertThat(full(Topic.of("other", String.class), "other").txId("other").build())
                .hasSameHashCodeAs("i");
    }

    @Test
    void theTextShowsWhatIsThereWithThePayloadLast() {
        assertThat(Event.builder(TOPIC, "x").build())
                .hasToString("Event[id=test, txId=test, topic=t, occurredAt=1970-01-01T00:00:00Z, data=x]");
        assertThat(full().build())
                .hasToString("Event[id=i, txId=tx, topic=t, occurredAt=2026-11-24T01:02:03.456789123Z, source=s,"
                        + " causeId=c, headers={h=v}, data=x]");
    }

    @Test
    void nullsAreRefusedByName() {
        Event.Builder<String> builder = Event.builder(TOPIC, "x");

        assertThatNullPointerException()
                .isThrownBy(() -> Event.builder(null, "x"))
                .withMessage("topic must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> Event.builder(TOPIC, null))
                .withMessage("data must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.id(null)).withMessage("id must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.txId(null)).withMessage("txId must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.occurredAt(null))
                .withMessage("occurredAt must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.source(null)).withMessage("source must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.causeId(null))
                .withMessage("causeId must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.header(null, "v"))
                .withMessage("name must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.header("h", null))
                .withMessage("value must not be null");
        assertThat(builder.build()).isEqualTo(Event.builder(TOPIC, "x").build());
    }

    @Test
    void blanksAreRefused() {
        Event.Builder<String> builder = Event.builder(TOPIC, "x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.id(" "))
                .withMessageStartingWith("id must not be blank: id=\" \"; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.source(" "))
                .withMessageStartingWith("source must not be blank: source=\" \"; ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.causeId(" "))
                .withMessage("causeId must not be blank: causeId=\" \"; leave it out if there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.header(" ", "v"))
                .withMessageStartingWith("header must not be blank: header=\" \"; ");
    }

    /** Another implementation, with the values of {@link #full()}. */
    private static final class OtherEvent extends AbstractEvent<String> {

        OtherEvent(String data) {
            super(
                    "t",
                    data,
                    EmitOptions.none()
                            .withTxId("tx")
                            .withCauseId("c")
                            .withSource("s")
                            .withHeader("h", "v"));
        }

        @Override
        public String id() {
            return "i";
        }

        @Override
        protected Instant emittedAt() {
            return TIME;
        }
    }
}
