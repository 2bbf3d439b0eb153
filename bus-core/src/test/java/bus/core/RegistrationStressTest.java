package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Handler;
import bus.api.TopicMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Emits on two threads while another one registers and deregisters. Each emitting thread counts, in cells of its own,
 * how often the handlers that stay are called, and compares after every single event.
 */
class RegistrationStressTest {

    private static final int CHANGES = 100_000;
    private static final int STAYING = 16;
    private static final int LEAST_EVENTS = 1_000_000;
    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");
    private static final TopicMatcher<Object> NONE = TopicMatcher.exact("another topic");

    /** How often each handler was called. One per emitting thread, which alone writes and reads it. */
    private static final class Counts {

        final int[] calls = new int[STAYING];
        int replaced;

        boolean areAll(int events) {
            for (int count : calls) {
                if (count != events) {
                    return false;
                }
            }
            return true;
        }
    }

    @Test
    @Timeout(300)
    void aHandlerThatStaysIsCalledOncePerEventWhileOthersComeAndGo() throws Exception {
        Bus bus = Buses.bus();
        bus.registerTopics("x");
        for (int i = 0; i < STAYING; i++) {
            int index = i;
            bus.registerHandler("stays " + i, ALL, event -> ((Counts) event.data()).calls[index]++);
            if (i == STAYING / 2) {
                bus.registerHandler("leaves and returns", ALL, event -> {});
            }
        }
        AtomicBoolean changing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<String>> emitting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                emitting.add(threads.submit(() -> {
                    Counts counts = new Counts();
                    int events = 0;
                    while (changing.get() || events < LEAST_EVENTS) {
                        events++;
                        bus.emit("x", counts);
                        if (!counts.areAll(events)) {
                            return "event " + events + ": " + Arrays.toString(counts.calls);
                        }
                    }
                    return "";
                }));
            }
            threads.submit(() -> {
                        for (int i = 0; i < CHANGES; i++) {
                            bus.registerHandler("comes and goes", ALL, event -> {}); // as the last one
                            bus.registerHandler("leaves and returns", NONE, event -> {});
                            bus.deregisterHandler("comes and goes");
                            bus.registerHandler("leaves and returns", ALL, event -> {}); // in the middle
                        }
                        changing.set(false);
                    })
                    .get();
            for (Future<String> thread : emitting) {
                assertThat(thread.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(300)
    void eachEventReachesExactlyOneOfTheHandlersThatReplaceEachOther() throws Exception {
        Bus bus = Buses.bus();
        bus.registerTopics("x");
        Handler<Object> counting = event -> ((Counts) event.data()).replaced++;
        bus.registerHandler("first", ALL, event -> {});
        bus.registerHandler("replaced", ALL, counting);
        AtomicBoolean changing = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<String> emitting = threads.submit(() -> {
                Counts counts = new Counts();
                int events = 0;
                while (changing.get()) {
                    events++;
                    bus.emit("x", counts);
                    if (counts.replaced != events) {
                        return "event " + events + ": replaced=" + counts.replaced;
                    }
                }
                return "";
            });
            threads.submit(() -> {
                        for (int i = 0; i < CHANGES; i++) {
                            bus.registerHandler("replaced", i % 2 == 0 ? ALL : TopicMatcher.exact("x"), counting);
                        }
                        changing.set(false);
                    })
                    .get();
            assertThat(emitting.get()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(300)
    void topicsAndHandlersRegisteredAtOnceFindEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5_000; round++) {
                Bus bus = Buses.bus();
                Future<?> topics = threads.submit(() -> bus.registerTopics("x", "y"));
                Future<?> handlers = threads.submit(() -> {
                    bus.registerHandler("a", ALL, event -> {});
                    bus.registerHandler("b", ALL, event -> {});
                });
                topics.get();
                handlers.get();
                assertThat(bus.topicHandlerKeys("x")).containsExactly("a", "b");
                assertThat(bus.topicHandlerKeys("y")).containsExactly("a", "b");
                assertThat(bus.handlerTopicSubscriptions("a")).containsExactly("x", "y");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(300)
    void theTopicsOfOneCallAreSeenAllOrNone() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        String[] names = IntStream.range(0, 2_000).mapToObj(i -> "topic." + i).toArray(String[]::new);
        try {
            for (int round = 0; round < 50; round++) {
                Bus bus = Buses.bus();
                Future<?> registering = threads.submit(() -> bus.registerTopics(names));
                while (!registering.isDone()) {
                    assertThat(bus.topics().size()).isIn(0, names.length);
                }
                registering.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** There is one at every instant between a registration and the next deregistration, whichever of them it is. */
    @Test
    @Timeout(300)
    void aHandlerIsDeregisteredAlsoIfItIsReplacedAtTheSameTime() throws Exception {
        Bus bus = Buses.bus();
        AtomicBoolean deregistering = new AtomicBoolean(true);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> replacing = threads.submit(() -> {
                while (deregistering.get()) {
                    bus.registerHandler("h", NONE, event -> {});
                }
            });
            for (int round = 0; round < CHANGES; round++) {
                bus.registerHandler("h", NONE, event -> {});
                assertThat(bus.deregisterHandler("h")).isTrue();
            }
            deregistering.set(false);
            replacing.get();
        } finally {
            deregistering.set(false);
            threads.shutdownNow();
        }
    }
}
