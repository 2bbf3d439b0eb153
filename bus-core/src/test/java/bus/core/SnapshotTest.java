package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.BusSnapshot;
import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.HandlerCounts;
import bus.api.HandlerException;
import bus.api.HandlerSnapshot;
import bus.api.NestingException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.TopicSnapshot;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Topic<String> ORDERS = Topic.of("orders", String.class);

    private final ManualExecutor executor = new ManualExecutor();

    @Test
    void itHasTopicsAndHandlersInTheOrderOfRegistration() {
        Bus bus = Buses.bus();
        bus.registerTopics("z");
        bus.registerTopics(ORDERS);
        Delivery<Object> how = Delivery.async().executor(executor);
        bus.registerHandler("second", ORDERS, event -> {});
        bus.registerHandler("first", TopicMatcher.regex(".*"), how, event -> {});
        HandlerCounts none = new HandlerCounts(0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(bus.snapshot())
                .isEqualTo(new BusSnapshot(
                        List.of(
                                new TopicSnapshot("z", Object.class, List.of("first")),
                                new TopicSnapshot("orders", String.class, List.of("second", "first"))),
                        List.of(
                                new HandlerSnapshot("second", ORDERS, Delivery.sync(), false, none, CallSite.unknown()),
                                new HandlerSnapshot(
                                        "first", TopicMatcher.regex(".*"), how, true, none, CallSite.unknown())),
                        List.of(),
                        0,
                        false));
        bus.close();
        assertThat(bus.snapshot().closed()).isTrue();
        assertThat(bus.snapshot().handler("third")).isEmpty();
    }

    @Test
    void whatAMailboxHasIsPendingUntilItIsHandled() {
        Bus bus = Buses.builder().errorHandler(failure -> {}).build();
        bus.registerTopics("x");
        List<Long> pending = new ArrayList<>();
        bus.registerHandler("h", TopicMatcher.exact("x"), Delivery.async().executor(executor), event -> {
            pending.add(counts(bus).pending());
            if (event.data().equals(1)) {
                throw new IllegalStateException("the last one");
            }
        });
        bus.emit("x", 2);
        bus.emit("x", 1);
        assertThat(counts(bus)).isEqualTo(new HandlerCounts(2, 0, 0, 0, 0, 0, 0, 2));
        executor.runUntilIdle();
        assertThat(pending).as("with the one that is handled").containsExactly(2L, 1L);
        assertThat(counts(bus)).isEqualTo(new HandlerCounts(2, 1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void ofSynchronousHandlersOnlyFailuresAreCounted() {
        Bus bus = Buses.bus();
        registerOneThatFailsOnce(bus);
        assertThat(counts(bus)).isEqualTo(new HandlerCounts(1, 0, 1, 0, 0, 0, 0, 0));
        assertThat(bus.snapshot().handler("h").orElseThrow().deliveriesCounted())
                .isFalse();
    }

    @Test
    void withStatisticsEverythingIsCounted() {
        Bus bus = Buses.builder().statistics(true).build();
        registerOneThatFailsOnce(bus);
        assertThat(counts(bus)).isEqualTo(new HandlerCounts(3, 2, 1, 0, 0, 0, 0, 0));
        assertThat(bus.snapshot().handler("h").orElseThrow().deliveriesCounted())
                .isTrue();
    }

    private static void registerOneThatFailsOnce(Bus bus) {
        bus.registerTopics("x");
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> {
            if (event.data().equals("fail")) {
                throw new IllegalStateException();
            }
        });
        bus.emit("x", "well");
        assertThatExceptionOfType(HandlerException.class).isThrownBy(() -> bus.emit("x", "fail"));
        bus.emit("x", "well");
    }

    @Test
    void handlersThatAnEndedEmitSkipsAreCountedWhateverTheirDelivery() {
        Bus bus = Buses.builder().depthLimit(1).errorHandler(failure -> {}).build();
        bus.registerTopics("x");
        bus.registerHandler("emits", TopicMatcher.exact("x"), event -> bus.emit("x", "too deep"));
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> {});
        bus.registerHandler("async", TopicMatcher.exact("x"), Delivery.async().executor(executor), event -> {});
        assertThatExceptionOfType(NestingException.class).isThrownBy(() -> bus.emit("x", "outer"));
        HandlerCounts skipped = new HandlerCounts(1, 0, 0, 0, 0, 0, 1, 0);
        assertThat(counts(bus)).isEqualTo(skipped);
        assertThat(bus.snapshot().handler("async").orElseThrow().counts()).isEqualTo(skipped);
    }

    @Test
    void itCanBeReadAndDrawn() {
        Bus bus = Buses.builder().errorHandler(failure -> {}).build();
        bus.registerTopics("z");
        bus.registerTopics(ORDERS);
        bus.registerHandler("second", ORDERS, event -> {});
        bus.registerHandler("first", TopicMatcher.regex(".*"), Delivery.async().executor(executor), event -> {
            throw new IllegalStateException();
        });
        bus.emit("z", 1);
        executor.runUntilIdle();
        bus.emit(ORDERS, "apples");
        assertThat(bus.snapshot().toTable()).isEqualTo("""
                        Bus, open: 2 topics, 2 handlers

                        topic   payload  handlers
                        z       Object   first
                        orders  String   second, first

                        handler  on        delivery                                  offered  delivered  failed  dropped  rejected  undelivered  skipped  pending
                        second   orders    sync                                            -          -       0        0         0            0        0        0
                        first    regex .*  async 1024 BLOCK for PT30S, own executor        2          0       1        0         0            0        0        1""");
        executor.runUntilIdle();
        bus.close();
        assertThat(bus.snapshot().toTable()).startsWith("Bus, closed: ");
        assertThat(bus.snapshot().toMermaid()).isEqualTo("""
                        flowchart LR
                            t1(["z"])
                            t2(["orders"])
                            h1["second"]
                            h2[("first
                        2 failed")]
                            t1 --> h2
                            t2 --> h1
                            t2 --> h2""");
    }

    private static HandlerCounts counts(Bus bus) {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }

    @Test
    void itLeavesTheBusFreeForOtherThreads() {
        Bus bus = Buses.bus();
        bus.snapshot();
        assertThat(CompletableFuture.runAsync(() -> {
                    bus.registerTopics("x");
                    bus.snapshot(); // of what is scheduled, too
                }))
                .succeedsWithin(Duration.ofSeconds(50));
    }
}
