package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.IdGenerator;
import bus.api.ProviderException;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the tests of the Go package {@code bus} (v3.0.3) check, in the order in which they check it. */
class OriginalBehaviourTest {

    private final Bus bus = Bus.builder().idGenerator(() -> "fakeid").build();

    @Nested
    class New {

        @Test
        void withAGenerator() {
            assertThat(Bus.builder().idGenerator(() -> "id").build()).isNotNull();
        }

        @Test
        void withoutAGeneratorIsAnError() {
            IdGenerator none = null;
            assertThatNullPointerException().isThrownBy(() -> Bus.builder().idGenerator(none));
            assertThatExceptionOfType(ProviderException.class)
                    .isThrownBy(Bus::create)
                    .withMessageStartingWith("an id generator must be found: ");
        }
    }

    @Nested
    class Emit {

        private final List<Event<?>> seen = new ArrayList<>();

        Emit() {
            bus.registerTopics("comment.created", "comment.deleted");
            bus.registerHandler("test", TopicMatcher.regex(".*created$"), seen::add);
        }

        @Test
        void assignsAllFields() {
            Instant before = Instant.now();
            bus.emit("comment.created", "my comment with handler");
            assertThat(seen).singleElement().satisfies(event -> {
                assertThat(event.id()).isEqualTo("fakeid");
                assertThat(event.txId()).isEqualTo("fakeid");
                assertThat(event.topic()).isEqualTo("comment.created");
                assertThat(event.data()).isEqualTo("my comment with handler");
                assertThat(event.occurredAt()).isBetween(before, Instant.now());
            });
        }

        @Test
        void assignsWhatTheOptionsSay() {
            Instant time = Instant.parse("2021-01-02T03:04:05.000000006Z");
            bus.emit(
                    "comment.created",
                    "my comment",
                    EmitOptions.none()
                            .withTxId("tx")
                            .withId("id")
                            .withSource("source")
                            .withOccurredAt(time));
            assertThat(seen).singleElement().satisfies(event -> {
                assertThat(event.id()).isEqualTo("id");
                assertThat(event.txId()).isEqualTo("tx");
                assertThat(event.source()).contains("source");
                assertThat(event.occurredAt()).isEqualTo(time);
            });
        }

        @Test
        void aBlankTransactionIdCountsAsNone() {
            Event<Object> event =
                    bus.emit("comment.created", "x", EmitOptions.none().withTxId(" "));
            assertThat(event.txId()).isEqualTo("fakeid");
        }

        @Test
        void optionsWinOverTheContext() {
            Event<Object> context =
                    bus.emit("comment.created", "x", EmitOptions.none().withTxId("context"));
            Event<Object> event = bus.emit("comment.created", "x", EmitOptions.following(context));
            assertThat(event.txId()).isEqualTo("context");
            Event<Object> own = bus.emit(
                    "comment.created", "x", EmitOptions.following(context).withTxId("option"));
            assertThat(own.txId()).isEqualTo("option");
        }

        @Test
        void anUnknownTopicIsAnError() {
            assertThatExceptionOfType(UnknownTopicException.class)
                    .isThrownBy(() -> bus.emit("comment.updated", "my comment"))
                    .withMessageContaining("topic=\"comment.updated\"");
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void topicsAreListed() {
        bus.registerTopics("user.created", "user.deleted");
        assertThat(bus.topics()).containsExactly("user.created", "user.deleted");
    }

    @Test
    void aTopicIsNotRegisteredTwice() {
        bus.registerTopics("user.created", "user.deleted");
        bus.registerTopics("user.created");
        assertThat(bus.topics()).containsExactly("user.created", "user.deleted");
    }

    @Test
    void topicsAreDeregistered() {
        bus.registerTopics("user.created", "user.deleted", "user.updated");
        bus.deregisterTopics("user.created", "user.updated");
        assertThat(bus.topics()).containsExactly("user.deleted");
    }

    @Test
    void theHandlerKeysOfATopicAreListed() {
        bus.registerHandler("test.handler/1", TopicMatcher.regex(".*"), event -> {});
        bus.registerHandler("test.handler/2", TopicMatcher.regex(".*"), event -> {});
        bus.registerTopics("user.created");
        assertThat(bus.topicHandlerKeys("user.created")).containsExactly("test.handler/1", "test.handler/2");
        assertThat(bus.topicHandlerKeys("unknown")).isEmpty();
    }

    @Test
    void handlerKeysAreListed() {
        bus.registerTopics("comment.created", "comment.deleted");
        bus.registerHandler("test.key.1", TopicMatcher.regex(".*"), event -> {});
        bus.registerHandler("test.key.2", TopicMatcher.regex(".*"), event -> {});
        assertThat(bus.handlerKeys()).containsExactly("test.key.1", "test.key.2");
    }

    @Test
    void theSubscriptionsOfAHandlerAreListed() {
        bus.registerTopics("comment.created", "comment.deleted");
        bus.registerHandler("all", TopicMatcher.regex(".*"), event -> {});
        bus.registerHandler("other", TopicMatcher.regex("user.updated"), event -> {});
        assertThat(bus.handlerTopicSubscriptions("all")).containsExactly("comment.created", "comment.deleted");
        assertThat(bus.handlerTopicSubscriptions("other")).isEmpty();
        assertThat(bus.handlerTopicSubscriptions("unknown")).isEmpty();
    }

    @Test
    void aHandlerIsRegisteredOnTheTopicsThatMatchAlone() {
        bus.registerTopics("comment.created", "comment.deleted");
        bus.registerHandler("test.handler", TopicMatcher.regex(".*created$"), event -> {});
        assertThat(bus.handlerKeys()).contains("test.handler");
        assertThat(bus.topicHandlerKeys("comment.created")).contains("test.handler");
        assertThat(bus.topicHandlerKeys("comment.deleted")).doesNotContain("test.handler");
    }

    @Test
    void aHandlerIsReplacedUnderItsKey() {
        bus.registerTopics("comment.created", "comment.deleted");
        bus.registerHandler("test.handler", TopicMatcher.regex(".*created$"), event -> {});
        bus.registerHandler("test.handler", TopicMatcher.regex(".*deleted$"), event -> {});
        assertThat(bus.handlerKeys()).containsExactly("test.handler");
        assertThat(bus.handlerTopicSubscriptions("test.handler")).containsExactly("comment.deleted");
    }

    @Test
    void deregistrationRemovesAHandlerEverywhere() {
        bus.registerTopics("comment.created", "comment.deleted");
        bus.registerHandler("test.handler", TopicMatcher.regex(".*"), event -> {});
        bus.deregisterHandler("test.handler");
        assertThat(bus.handlerKeys()).isEmpty();
        assertThat(bus.topics())
                .allSatisfy(topic -> assertThat(bus.topicHandlerKeys(topic)).isEmpty());
    }
}
