package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RegisteredTopicTest {

    private final Registry registry = new Registry(
            new Mailboxes(
                    new FailureReporter(failure -> {}, System.getLogger("test")),
                    new Nesting(1),
                    new Contexts(List.of())),
            false,
            null);
    private final RegisteredTopic topic = new RegisteredTopic(Topic.of("x", Object.class), Recipients.NOBODY);

    private Subscriber subscriber(String key, Subscriber.Slot slot) {
        return new Subscriber(
                key, TopicMatcher.exact("x"), Delivery.sync(), event -> {}, CallSite.unknown(), null, slot, registry);
    }

    private void put(Subscriber subscriber) {
        RegisteredTopic.put(List.of(topic), subscriber);
    }

    private void remove(Subscriber subscriber) {
        RegisteredTopic.remove(List.of(topic), subscriber);
    }

    private List<String> keys() {
        return topic.recipients().keys();
    }

    @Test
    void subscribersStandInTheOrderOfTheirPlaces() {
        put(subscriber("2", new Subscriber.Slot(2)));
        put(subscriber("3", new Subscriber.Slot(3)));
        put(subscriber("1", new Subscriber.Slot(1)));
        assertThat(keys()).containsExactly("1", "2", "3");
    }

    @Test
    void aSubscriberTakesThePlaceOfAnother() {
        Subscriber.Slot slot = new Subscriber.Slot(2);
        put(subscriber("1", new Subscriber.Slot(1)));
        put(subscriber("earlier", slot));
        put(subscriber("3", new Subscriber.Slot(3)));
        put(subscriber("later", slot));
        assertThat(keys()).containsExactly("1", "later", "3");
    }

    @Test
    void anArrayThatWasGivenDoesNotChange() {
        Subscriber first = subscriber("1", new Subscriber.Slot(1));
        Subscriber second = subscriber("2", new Subscriber.Slot(2));
        put(first);
        put(second);
        Subscriber[] given = topic.recipients().subscribers();
        remove(first);
        put(subscriber("again", second.slot));
        assertThat(given).containsExactly(first, second);
        assertThat(keys()).containsExactly("again");
    }

    @Test
    @Timeout(60)
    void aSwapIsSeenByAThreadThatLooksForIt() throws Exception {
        assertSeen(
                () -> topic.recipients().subscribers().length == 1, () -> put(subscriber("1", new Subscriber.Slot(1))));
    }

    @Test
    @Timeout(60)
    void aCloseIsSeenByAThreadThatLooksForIt() throws Exception {
        assertSeen(registry::isClosed, registry::close);
    }

    /** Without volatile a loop that is compiled may read the field once and for all, and then it does not end. */
    private static void assertSeen(BooleanSupplier seen, Runnable write) throws Exception {
        CountDownLatch compiled = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> looking = threads.submit(() -> {
                for (int i = 0; i < 50_000; i++) {
                    assertThat(isSeen(seen, 1_000)).isFalse();
                }
                compiled.countDown();
                assertThat(isSeen(seen, Long.MAX_VALUE)).isTrue();
            });
            compiled.await();
            write.run();
            looking.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean isSeen(BooleanSupplier seen, long looks) {
        for (long look = 0; look < looks; look++) {
            if (seen.getAsBoolean()) {
                return true;
            }
        }
        return false;
    }
}
