package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import bus.api.Bus;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class Clause03WhereItRunsTest {

    private final Bus bus = Buses.bus();

    @Test
    void aHandlerRunsOnTheEmittingThreadBeforeEmitReturns() {
        List<Thread> threads = new ArrayList<>();
        bus.registerTopics("a");
        bus.registerHandler("h", TopicMatcher.exact("a"), event -> threads.add(Thread.currentThread()));
        bus.emit("a", 1);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    @Timeout(60)
    void severalThreadsMayBeInAHandlerAtOnce() throws Exception {
        CyclicBarrier bothInside = new CyclicBarrier(2);
        bus.registerTopics("a");
        bus.registerHandler("h", TopicMatcher.exact("a"), event -> bothInside.await(50, TimeUnit.SECONDS));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = threads.submit(() -> bus.emit("a", 1));
            Future<?> two = threads.submit(() -> bus.emit("a", 2));
            one.get();
            two.get();
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Each call is followed by a registration on another thread, which would wait for ever for a lock that was kept.
     */
    @Test
    @Timeout(60)
    void noCallKeepsALock() throws Exception {
        List<Runnable> calls = List.of(
                () -> bus.registerTopics("a", "b"),
                () -> bus.registerHandler("h", TopicMatcher.exact("a"), event -> {}),
                () -> bus.registerHandler("h", TopicMatcher.exact("b"), event -> {}),
                () -> assertThatException().isThrownBy(() -> bus.registerTopics(Topic.of("a", String.class))),
                () -> assertThatException()
                        .isThrownBy(() -> bus.registerHandler("i", Topic.of("a", String.class), event -> {})),
                bus::topics,
                bus::handlerKeys,
                () -> bus.topicHandlerKeys("b"),
                () -> bus.handlerTopicSubscriptions("h"),
                () -> bus.deregisterHandler("h"),
                () -> bus.deregisterHandler("h"),
                () -> bus.registerHandler("h", TopicMatcher.exact("a"), event -> {})
                        .close(),
                () -> bus.deregisterTopics("a", "b"),
                bus::close);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (Runnable call : calls) {
                call.run();
                other.submit(() -> bus.deregisterTopics("none")).get();
            }
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void noLockIsHeldWhileAHandlerRuns() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            bus.registerTopics("a");
            bus.registerHandler("h", TopicMatcher.exact("a"), event -> {
                Future<?> registering = other.submit(() -> {
                    bus.registerTopics("b");
                    bus.registerHandler("other", TopicMatcher.exact("b"), ignored -> {});
                    bus.deregisterHandler("other");
                    bus.deregisterTopics("b");
                    bus.close();
                });
                registering.get(50, TimeUnit.SECONDS);
            });
            bus.emit("a", 1);
            assertThat(bus.isClosed()).isTrue();
        } finally {
            other.shutdownNow();
        }
    }
}
