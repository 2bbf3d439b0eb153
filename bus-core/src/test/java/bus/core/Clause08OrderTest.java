package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Clause08OrderTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final Bus bus = Buses.bus();
    private final ManualExecutor executor = new ManualExecutor();
    private final List<Object> handled = new ArrayList<>();

    Clause08OrderTest() {
        bus.registerTopics("x");
    }

    @Test
    void eventsAreHandledOneAfterTheOtherInTheirOrder() {
        bus.registerHandler("h", ALL, Delivery.async().executor(executor), event -> handled.add(event.data()));
        IntStream.range(0, 200).forEach(i -> bus.emit("x", i));
        assertThat(handled).isEmpty();
        assertThat(executor.waiting()).isEqualTo(1);

        executor.step();
        assertThat(handled).as("a batch, so that others get the thread").hasSize(64);
        executor.runUntilIdle();
        assertThat(handled).isEqualTo(IntStream.range(0, 200).boxed().toList());
    }

    /** The list and the count are plain: each call happens-before the next, and the last before a true awaitIdle. */
    @Test
    void noTwoCallsOverlapAndEachProducerKeepsItsOrder() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<int[]> seen = new ArrayList<>();
        int[] overlaps = new int[1];
        bus.registerHandler("h", ALL, Delivery.async().capacity(100), event -> {
            if (inside.incrementAndGet() != 1) {
                overlaps[0]++;
            }
            seen.add((int[]) event.data());
            inside.decrementAndGet();
        });
        ExecutorService producers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> emitting = new ArrayList<>();
            for (int producer = 0; producer < 4; producer++) {
                int number = producer;
                emitting.add(producers.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        bus.emit("x", new int[] {number, i});
                    }
                }));
            }
            for (Future<?> one : emitting) {
                one.get();
            }
        } finally {
            producers.shutdownNow();
        }
        assertThat(bus.awaitIdle(Duration.ofSeconds(50))).isTrue();

        assertThat(seen).hasSize(80_000);
        assertThat(overlaps[0]).isZero();
        for (int producer = 0; producer < 4; producer++) {
            int number = producer;
            assertThat(seen.stream().filter(it -> it[0] == number).mapToInt(it -> it[1]))
                    .isEqualTo(IntStream.range(0, 20_000).boxed().toList());
        }
        assertThat(bus.snapshot().handler("h").orElseThrow().counts().delivered())
                .isEqualTo(80_000);
    }

    @Test
    void noThreadIsTakenWhileAMailboxIsEmpty() {
        bus.registerHandler("h", ALL, Delivery.async().executor(executor), event -> handled.add(event.data()));
        assertThat(executor.waiting()).isZero();
        bus.emit("x", 1);
        bus.emit("x", 2);
        assertThat(executor.runUntilIdle()).isEqualTo(1);
        assertThat(executor.waiting()).isZero();
        bus.emit("x", 3);
        assertThat(executor.runUntilIdle()).isEqualTo(1);
        assertThat(handled).containsExactly(1, 2, 3);
    }
}
