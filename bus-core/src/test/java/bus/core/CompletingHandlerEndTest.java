package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.BusClosedException;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.Registration;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Stages under way when the bus is closed, or their handler deregistered or replaced. */
class CompletingHandlerEndTest extends CompletingHandlerTesting {

    @Test
    void closeWaitsForStages() {
        register(Delivery.async(), 2);
        emit(1);
        while (begun.isEmpty()) {
            Thread.onSpinWait();
        }
        Thread completing = new Thread(() -> complete(1));
        completing.start();
        assertThat(bus.close(LONG)).isEqualTo(new CloseReport(Map.of(), 0));
        assertThat(reported).isEmpty();
    }

    @Test
    void aStageThatDoesNotCompleteBeforeCloseIsUndeliveredAndWhatBecomesOfItIsPassedOver() {
        Registration registration = register(manual, 2);
        CompletableFuture<Event<Object>> tracked = bus.emitTracked("x", 1);
        emit(2, 3);
        executor.runUntilIdle();
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of("h", 3L), 0));
        assertThat(reported).<Object>extracting(it -> it.event().data()).containsExactly(1, 2, 3);
        assertThat(reported).extracting(HandlerFailure::reason).containsOnly(Reason.UNDELIVERED);
        assertThat(reported.get(0).cause())
                .isInstanceOf(BusClosedException.class)
                .hasMessage("stage of an event must complete before the bus is closed: key=\"h\";"
                        + " give Bus.close more time, or what the stage waits for a limit");
        assertThat(tracked).failsWithin(LONG);
        assertThat(registration.drained()).succeedsWithin(LONG);
        HandlerCounts counts = new HandlerCounts(3, 0, 0, 0, 0, 3, 0, 0);
        assertThat(counts()).isEqualTo(counts);
        complete(1);
        begun.get(2).completeExceptionally(new IOException("late"));
        executor.runUntilIdle();
        assertThat(counts()).isEqualTo(counts);
        assertThat(reported).hasSize(3);
        assertThat(begun).containsOnlyKeys(1, 2);
    }

    @Test
    void aStageThatIsReturnedAfterTheEndOfCloseIsUndelivered() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        Registration registration = bus.registerHandler(
                "h",
                ALL,
                Delivery.async(),
                Handler.completing(
                        event -> {
                            inside.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                // the bus is closed
                            }
                            return begin(event);
                        },
                        1));
        emit(1);
        inside.await();
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of(), 1));
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(counts()).isEqualTo(new HandlerCounts(1, 0, 0, 0, 0, 1, 0, 0));
        assertThat(Buses.shown(reported)).containsExactly("h UNDELIVERED BusClosedException");
        assertThat(registration.drained()).succeedsWithin(LONG);
    }

    @Test
    void aHandlerThatWasRemovedIsDrainedWhenItsLastStageIsComplete() {
        Registration registration = register(manual, 2);
        emit(1);
        executor.runUntilIdle();
        registration.close();
        assertThat(registration.drained()).isNotDone();
        complete(1);
        assertThat(registration.drained()).succeedsWithin(LONG);
    }

    @Test
    void oneThatReplacesItBeginsAfterItsLastStage() {
        register(manual, 2);
        emit(1);
        executor.runUntilIdle();
        List<Object> handled = new ArrayList<>();
        bus.registerHandler("h", ALL, manual, event -> handled.add(event.data()));
        emit(2);
        executor.runUntilIdle();
        assertThat(handled).isEmpty();
        complete(1);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(2);
    }

    /** One of its lanes has no task, as it waits for its turn. */
    @Test
    void oneThatReplacesItBeginsAfterTheLanesThatWaitForTheirTurn() {
        Registration registration = bus.registerHandler(
                "h", ALL, manual.keyed(event -> (int) event.data(), 2), Handler.completing(this::begin, 1));
        emit(0, 1);
        executor.runUntilIdle();
        assertThat(begun).containsOnlyKeys(0);
        List<Object> handled = new ArrayList<>();
        bus.registerHandler("h", ALL, manual, event -> handled.add(event.data()));
        emit(2);
        executor.runUntilIdle();
        complete(0);
        executor.runUntilIdle();
        assertThat(registration.drained()).isNotDone();
        assertThat(begun).containsOnlyKeys(0, 1);
        assertThat(handled).isEmpty();
        complete(1);
        executor.runUntilIdle();
        assertThat(registration.drained()).succeedsWithin(LONG);
        assertThat(handled).containsExactly(2);
    }
}
