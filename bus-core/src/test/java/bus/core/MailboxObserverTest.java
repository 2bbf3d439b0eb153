package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.ContextCarrier;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Handler;
import bus.api.Overflow;
import bus.testkit.ManualExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What observers are told of handlers with a mailbox. */
class MailboxObserverTest extends ObserverTesting {

    @Test
    void anAsynchronousCallIsToldWhereItHappens() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async().executor(executor), event -> {
            if (event.data().equals(2)) {
                throw new IllegalStateException("two");
            }
        });
        observed.lines.clear();

        bus.emit("x", 1);
        bus.emit("x", 2);
        assertThat(observed.taken()).containsExactly("emit 1", "end 1", "emit 2", "end 2");
        executor.runUntilIdle();

        assertThat(observed.lines)
                .containsExactly(
                        "call later 1",
                        "back later 1",
                        "handled later 1",
                        "call later 2",
                        "back later 2",
                        "failed later 2 FAILED two");
        assertThat(failures).hasSize(1);
    }

    @Test
    void aHandlerWithSeveralEventsUnderWayIsToldTheSameWay() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async().executor(executor).unordered(2), event -> {});
        observed.lines.clear();

        bus.emit("x", 1);
        executor.runUntilIdle();

        assertThat(observed.lines)
                .containsExactly("emit 1", "end 1", "call later 1", "back later 1", "handled later 1");
    }

    @Test
    void aStageIsToldWhenItCompletes() {
        ManualExecutor executor = new ManualExecutor();
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        bus.registerTopics("x");
        bus.registerHandler(
                "stage",
                ALL,
                Delivery.async().executor(executor),
                Handler.completing(
                        event -> {
                            if (event.data().equals(3)) {
                                throw new IllegalStateException("three");
                            }
                            stages.add(new CompletableFuture<>());
                            return stages.get(stages.size() - 1);
                        },
                        3));
        observed.lines.clear();
        bus.emit("x", 1);
        bus.emit("x", 2);
        bus.emit("x", 3);
        observed.lines.clear();
        executor.runUntilIdle();
        assertThat(observed.taken())
                .containsExactly(
                        "call stage 1",
                        "back stage 1",
                        "call stage 2",
                        "back stage 2",
                        "call stage 3",
                        "back stage 3",
                        "failed stage 3 FAILED three");

        stages.get(1).completeExceptionally(new IOException("gone"));
        stages.get(0).complete(null);

        assertThat(observed.lines).containsExactly("failed stage 2 FAILED gone", "handled stage 1");
    }

    @Test
    void aStageThatIsNotWaitedForFails() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler(
                "stage",
                ALL,
                Delivery.async().executor(executor),
                Handler.completing(event -> new CompletableFuture<>(), 1));
        bus.emit("x", 1);
        bus.emit("x", 2);
        executor.runUntilIdle();
        observed.lines.clear();

        bus.close();

        assertThat(observed.lines).hasSize(3).contains("lost stage 2 UNDELIVERED");
        assertThat(observed.lines.get(0)).startsWith("failed stage 1 UNDELIVERED ");
        assertThat(observed.lines.get(2)).isEqualTo("closed {stage=2}");
    }

    @Test
    void whatAMailboxLosesIsTold() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        Delivery<Object> one = Delivery.async().executor(executor).capacity(1);
        bus.registerHandler("newest", ALL, one.overflow(Overflow.dropNewest()), event -> {});
        bus.registerHandler("oldest", ALL, one.overflow(Overflow.dropOldest()), event -> {});
        bus.registerHandler("full", ALL, one.overflow(Overflow.fail()), event -> {});
        observed.lines.clear();

        bus.emit("x", 1);
        bus.emit("x", 2);

        assertThat(observed.lines)
                .containsExactly(
                        "emit 1",
                        "end 1",
                        "emit 2",
                        "lost newest 2 DROPPED",
                        "lost oldest 1 DROPPED",
                        "lost full 2 REJECTED",
                        "end 2");
    }

    @Test
    void anEventWhoseKeyCannotBeHadIsLost() {
        bus.registerTopics("x");
        bus.registerHandler(
                "keyed",
                ALL,
                Delivery.async()
                        .<Object>keyed(
                                event -> {
                                    throw new IllegalStateException("no key");
                                },
                                2),
                event -> {});
        observed.lines.clear();

        bus.emit("x", 1);

        assertThat(observed.lines).containsExactly("emit 1", "lost keyed 1 FAILED", "end 1");
    }

    /** Emits an event on a bus with this carrier, to a handler that gets it on this thread. */
    private Bus emitCarrying(ContextCarrier carrier) {
        ManualExecutor executor = new ManualExecutor();
        Bus carrying = builder().observer(observed).contextCarrier(carrier).build();
        carrying.registerTopics("x");
        carrying.registerHandler("later", ALL, Delivery.async().executor(executor), event -> {});
        observed.lines.clear();
        carrying.emit("x", 1);
        executor.runUntilIdle();
        return carrying;
    }

    @Test
    void anEventWhoseContextCannotBeRestoredIsLost() {
        Bus carrying = emitCarrying(() -> () -> {
            throw new IllegalStateException("no context");
        });

        assertThat(observed.lines).containsExactly("emit 1", "end 1", "lost later 1 FAILED");
        carrying.close();
    }

    @Test
    void aCallWhoseContextCannotBeUndoneHasFailed() {
        Bus carrying = emitCarrying(() -> () -> () -> {
            throw new IllegalStateException("stuck");
        });

        assertThat(observed.lines)
                .containsExactly("emit 1", "end 1", "call later 1", "back later 1", "failed later 1 FAILED stuck");
        assertThat(carrying.snapshot().handlers().get(0).counts().failed()).isEqualTo(1);
        carrying.close();
    }

    @Test
    void theEndIsToldWithItsReportOnce() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async().executor(executor), event -> {});
        bus.emit("x", 1);
        observed.lines.clear();

        bus.close();
        bus.close();

        assertThat(observed.lines).containsExactly("lost later 1 UNDELIVERED", "closed {later=1}");
    }

    @Test
    void oneThatIsDoneOnAnotherThreadIsWaitedForByTheTrackedEmitAlone() throws Exception {
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async(), event -> {});
        observed.lines.clear();

        bus.emitTracked("x", 1, EmitOptions.none()).get(50, TimeUnit.SECONDS);
        assertThat(bus.awaitIdle(Duration.ofSeconds(50))).isTrue();

        assertThat(observed.lines).contains("emit 1", "call later 1", "back later 1", "handled later 1", "end 1");
    }
}
