package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.TopicMatcher;
import bus.api.TopicSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handlers on many topics, which share what they hold, while topics and handlers come and go. */
class ManyTopicsTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final Bus bus = Buses.bus();

    private void register(String key, TopicMatcher<Object> on) {
        bus.registerHandler(key, on, event -> {});
    }

    private List<List<String>> keys(String... topics) {
        return List.of(topics).stream().map(bus::topicHandlerKeys).toList();
    }

    @Test
    void topicsAreDeregisteredAtBothEndsAndInTheMiddleAndTheOthersStayInOrder() {
        bus.registerTopics("a", "b", "c", "d", "e");
        register("h", ALL);
        bus.deregisterTopics("c");
        bus.deregisterTopics("a", "e", "unknown");
        assertThat(bus.topics()).containsExactly("b", "d");
        bus.registerTopics("c");
        assertThat(bus.topics()).containsExactly("b", "d", "c");
        assertThat(bus.handlerTopicSubscriptions("h")).containsExactly("b", "d", "c");
        assertThat(bus.snapshot().topics()).extracting(TopicSnapshot::name).containsExactly("b", "d", "c");
        bus.deregisterTopics("b", "c", "d");
        assertThat(bus.topics()).isEmpty();
        bus.registerTopics("a", "b");
        assertThat(bus.topics()).containsExactly("a", "b");
    }

    @Test
    void aTopicThatComesBackHasTheHandlersOfItsReturn() {
        bus.registerTopics("a", "b");
        register("1", ALL);
        register("2", ALL);
        bus.deregisterTopics("a");
        bus.deregisterHandler("1");
        register("3", TopicMatcher.exact("a"));
        bus.registerTopics("a");
        assertThat(keys("a", "b")).containsExactly(List.of("2", "3"), List.of("2"));
    }

    @Test
    void aHandlerLeavesAllOfItsTopicsAndNoOtherHandlerDoes() {
        bus.registerTopics("a.1", "b.1", "a.2", "b.2");
        register("a", TopicMatcher.wildcard("a.*"));
        register("all", ALL);
        register("b", TopicMatcher.wildcard("b.*"));
        bus.deregisterHandler("all");
        assertThat(keys("a.1", "b.1", "a.2", "b.2"))
                .containsExactly(List.of("a"), List.of("b"), List.of("a"), List.of("b"));
        assertThat(bus.handlerTopicSubscriptions("a")).containsExactly("a.1", "a.2");
        bus.deregisterHandler("a");
        assertThat(keys("a.1", "b.1", "a.2", "b.2")).containsExactly(List.of(), List.of("b"), List.of(), List.of("b"));
    }

    @Test
    void aReplacementTakesThePlaceAmongDifferentNeighbours() {
        bus.registerTopics("a.1", "b.1", "a.2", "c");
        register("first", TopicMatcher.wildcard("a.*"));
        register("replaced", TopicMatcher.regex("1|c"));
        register("last", TopicMatcher.wildcard("*.1"));
        register("replaced", TopicMatcher.regex("1|2"));
        assertThat(keys("a.1", "b.1", "a.2", "c"))
                .containsExactly(
                        List.of("first", "replaced", "last"),
                        List.of("replaced", "last"),
                        List.of("first", "replaced"),
                        List.of());
    }

    @Test
    void topicsOfOneAfterTheOtherHaveEachTheirOwnHandlers() {
        register("all", ALL);
        register("a", TopicMatcher.exact("a"));
        bus.registerTopics("a", "b");
        bus.registerTopics("c");
        bus.deregisterHandler("all");
        bus.registerTopics("d");
        register("all", ALL);
        bus.registerTopics("e");
        assertThat(keys("a", "b", "c", "d", "e"))
                .containsExactly(List.of("a", "all"), List.of("all"), List.of("all"), List.of("all"), List.of("all"));
    }

    @Test
    void topicsWithAsManyHandlersAsTheOneBeforeHaveTheirOwn() {
        register("a", TopicMatcher.exact("a"));
        register("b", TopicMatcher.exact("b"));
        bus.registerTopics("a");
        bus.registerTopics("b");
        assertThat(keys("a", "b")).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void theRegexOfEveryTopicMatchesOneOfSeveralLines() {
        bus.registerTopics("a\nb");
        register("h", ALL);
        assertThat(bus.topicHandlerKeys("a\nb")).containsExactly("h");
    }
}
