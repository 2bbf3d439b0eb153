package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.CloseReport;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerException;
import bus.api.TopicMatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Stages that fail, and handlers that give none. */
class CompletingHandlerFailureTest extends CompletingHandlerTesting {

    @Test
    void aStageThatFailsIsAFailureWithTheCauseItself() {
        register(manual, 4);
        CompletableFuture<Event<Object>> tracked = bus.emitTracked("x", 1);
        executor.runUntilIdle();
        IOException cause = new IOException("connection lost");
        begun.get(1).completeExceptionally(cause);
        assertThat(Buses.shown(reported)).containsExactly("h FAILED IOException");
        assertThat(reported.get(0).cause()).isSameAs(cause);
        assertThat(counts()).isEqualTo(new HandlerCounts(1, 0, 1, 0, 0, 0, 0, 0));
        assertThat(tracked)
                .failsWithin(LONG)
                .withThrowableThat()
                .withCauseInstanceOf(HandlerException.class)
                .havingCause()
                .withCause(cause);
    }

    @Test
    void theThreadOnWhichAStageFailsIsInsideOfNoHandlerAfterwards() throws Exception {
        register(manual, 4);
        emit(1);
        executor.runUntilIdle();
        begun.get(1).completeExceptionally(new IOException("connection lost"));
        assertThat(bus.awaitIdle(LONG)).isTrue(); // which no handler may call
    }

    @Test
    void aStageThatDependsOnOneWhichFailedGivesTheCauseWithoutItsWrapping() {
        IOException cause = new IOException("connection lost");
        bus.registerHandler(
                "h",
                ALL,
                manual,
                Handler.completing(
                        event -> CompletableFuture.failedFuture(cause).thenApply(it -> it), 1));
        emit(1);
        executor.runUntilIdle();
        assertThat(reported.get(0).cause()).isSameAs(cause);
    }

    @Test
    void aStageThatIsCancelledIsAFailure() {
        register(manual, 4);
        emit(1);
        executor.runUntilIdle();
        begun.get(1).cancel(false);
        assertThat(reported)
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).isInstanceOf(CancellationException.class));
    }

    @Test
    @SuppressWarnings("NullAway")
    void aStageThatIsNullIsAFailureThatSaysSo() {
        bus.registerHandler("h", ALL, manual, Handler.completing(event -> null, 1));
        Event<Object> event = bus.emit("x", 1);
        emit(2);
        executor.runUntilIdle();
        assertThat(Buses.shown(reported))
                .containsExactly("h FAILED NullPointerException", "h FAILED NullPointerException");
        assertThat(reported.get(0).cause())
                .hasMessage("stage must not be null: topic=\"x\", id=" + event.id()
                        + "; return a completed one where there is nothing to wait for");
        assertThat(counts()).isEqualTo(new HandlerCounts(2, 0, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void aFunctionThatThrowsIsAFailureAndTheNextEventIsBegun() {
        bus.registerHandler(
                "h",
                ALL,
                manual,
                Handler.completing(
                        event -> {
                            if (event.data().equals(1)) {
                                throw new IllegalStateException("no connection");
                            }
                            return begin(event);
                        },
                        1));
        emit(1, 2);
        executor.runUntilIdle();
        assertThat(Buses.shown(reported)).containsExactly("h FAILED IllegalStateException");
        assertThat(begun).containsOnlyKeys(2);
    }

    /** Its {@code whenComplete} throws. */
    @Test
    void aStageThatCannotBeWaitedForIsAFailure() {
        CompletionStage<Void> broken = new CompletableFuture<>() {

            @Override
            public CompletableFuture<Void> whenComplete(BiConsumer<? super Void, ? super Throwable> action) {
                throw new UnsupportedOperationException("not this one");
            }
        };
        bus.registerHandler("h", ALL, manual, Handler.completing(event -> broken, 1));
        emit(1, 2);
        executor.runUntilIdle();
        assertThat(counts()).isEqualTo(new HandlerCounts(2, 0, 2, 0, 0, 0, 0, 0));
    }

    @Test
    void whoIsToldOfAStageThatFailedMayEmitWhileTheBusIsEmptied() throws Exception {
        List<Object> dead = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Bus> emptied = new AtomicReference<>();
        Bus own = Buses.builder()
                .errorHandler(
                        failure -> emptied.get().emit("dead", failure.event().data()))
                .build();
        emptied.set(own);
        own.registerTopics("x", "dead");
        own.registerHandler("h", TopicMatcher.exact("x"), manual, Handler.completing(this::begin, 1));
        own.registerHandler("dead", TopicMatcher.exact("dead"), event -> dead.add(event.data()));
        own.emit("x", 1);
        executor.runUntilIdle();
        CompletableFuture<CloseReport> closed = CompletableFuture.supplyAsync(() -> own.close(LONG));
        while (!own.isClosed()) {
            Thread.onSpinWait();
        }
        begun.get(1).completeExceptionally(new IOException("broken"));
        assertThat(closed.join().isComplete()).isTrue();
        assertThat(dead).containsExactly(1);
    }

    @Test
    void whoIsToldOfAStageThatFailedMayCloseTheBus() {
        AtomicReference<Bus> closing = new AtomicReference<>();
        Bus own = Buses.builder()
                .errorHandler(failure -> closing.get().close(Duration.ofDays(1)))
                .build();
        closing.set(own);
        own.registerTopics("x");
        own.registerHandler("h", ALL, manual, Handler.completing(this::begin, 1));
        own.emit("x", 1);
        executor.runUntilIdle();
        assertThat(CompletableFuture.runAsync(() -> begun.get(1).completeExceptionally(new IOException("broken"))))
                .as("it does not wait for itself")
                .succeedsWithin(LONG);
        assertThat(own.close(LONG).isComplete()).isTrue();
    }
}
