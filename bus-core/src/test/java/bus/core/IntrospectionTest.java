package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.Registration;
import bus.api.TopicMatcher;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntrospectionTest {

    private final Bus bus = Buses.bus();

    @Test
    void whatIsGivenIsACopyThatCannotBeChanged() {
        bus.registerTopics("x");
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> {});
        List<Collection<String>> given =
                List.of(bus.topics(), bus.handlerKeys(), bus.topicHandlerKeys("x"), bus.handlerTopicSubscriptions("h"));
        bus.registerTopics("y");
        bus.registerHandler("i", TopicMatcher.regex(".*"), event -> {});
        assertThat(given).allSatisfy(copy -> {
            assertThat(copy).hasSize(1);
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.add("z"));
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(copy::clear);
        });
    }

    @Test
    void theOrderIsThatOfRegistration() {
        bus.registerTopics("c", "a");
        bus.registerTopics("b");
        bus.registerHandler("2", TopicMatcher.regex(".*"), event -> {});
        bus.registerHandler("1", TopicMatcher.regex(".*"), event -> {});
        assertThat(bus.topics()).containsExactly("c", "a", "b");
        assertThat(bus.handlerKeys()).containsExactly("2", "1");
        assertThat(bus.handlerTopicSubscriptions("1")).containsExactly("c", "a", "b");
    }

    @Test
    void aRegistrationSaysWhatItIs() {
        Registration registration = bus.registerHandler("h", TopicMatcher.wildcard("a.*"), event -> {});
        assertThat(registration)
                .hasToString("Registration[h, TopicPattern[wildcard a.*, java.lang.Object], Delivery[sync]]");
    }
}
