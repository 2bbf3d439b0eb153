package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

    @Test
    void nameAndPayloadAreKept() {
        Topic<String> topic = Topic.of("order.created", String.class);

        assertThat(topic.name()).isEqualTo("order.created");
        assertThat(topic.payload()).isEqualTo(String.class);
    }

    @Test
    void itMatchesItsOwnNameAlone() {
        Topic<String> topic = Topic.of("order.*", String.class);

        assertThat(topic.matches("order.*")).isTrue();
        assertThat(topic.matches("order.created")).isFalse();
        assertThat(topic.matches("Order.*")).isFalse();
        assertThat(topic.matches("order.*.late")).isFalse();
    }

    @Test
    void aPrimitivePayloadStandsForItsWrapper() {
        Map<Class<?>, Class<?>> wrappers = Map.of(
                boolean.class, Boolean.class,
                byte.class, Byte.class,
                char.class, Character.class,
                short.class, Short.class,
                int.class, Integer.class,
                long.class, Long.class,
                float.class, Float.class,
                double.class, Double.class);

        wrappers.forEach((primitive, wrapper) ->
                assertThat(Topic.of("t", primitive).payload()).isEqualTo(wrapper));
        assertThat(Topic.of("t", int[].class).payload()).isEqualTo(int[].class);
        assertThat(Topic.of("t", int.class)).isEqualTo(Topic.of("t", Integer.class));
    }

    @ParameterizedTest
    @ValueSource(classes = {void.class, Void.class})
    void aPayloadWithoutValuesIsRefused(Class<?> payload) {
        String message = "payload must be a type that has values: payload=" + payload.getName()
                + "; use Object.class for any payload";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topic.of("t", payload))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topic.of(name, String.class))
                .withMessage("topic must not be blank: topic=\"" + name + "\"; give it a name such as order.created");
    }

    @Test
    void nullsAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Topic.of(null, String.class))
                .withMessage("name must not be null");
        assertThatNullPointerException().isThrownBy(() -> Topic.of("t", null)).withMessage("payload must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> Topic.of("t", String.class).matches(null))
                .withMessage("topic must not be null");
    }

    @Test
    void topicsAreEqualByNameAndPayload() {
        Topic<String> topic = Topic.of("t", String.class);

        assertThat(topic)
                .isEqualTo(topic)
                .isEqualTo(Topic.of("t", String.class))
                .hasSameHashCodeAs(Topic.of("t", String.class));
        assertThat(topic)
                .isNotEqualTo(Topic.of("u", String.class))
                .isNotEqualTo(Topic.of("t", Object.class))
                .isNotEqualTo(TopicMatcher.exact("t").payload(String.class))
                .isNotEqualTo("t")
                .isNotEqualTo(null);
    }

    @Test
    void theTextNamesTopicAndPayload() {
        assertThat(Topic.of("order.created", String.class)).hasToString("Topic[order.created, java.lang.String]");
    }

    @Test
    void optionsAsAPayloadTypeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topic.of("t", EmitOptions.class))
                .withMessage(
                        "payload must not be EmitOptions: payload=bus.api.EmitOptions; options are the last argument"
                                + " of emit");
    }
}
