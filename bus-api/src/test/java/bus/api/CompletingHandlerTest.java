package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.spi.CompletingHandler;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletingHandlerTest {

    private static final Event<String> EVENT =
            Event.builder(Topic.of("x", String.class), "data").id("7").build();

    private static Handler<String> returning(CompletionStage<?> stage) {
        return Handler.completing(event -> stage, 1);
    }

    @Test
    void aBusCanTellItAndItsBound() {
        assertThat(Handler.completing(event -> CompletableFuture.completedFuture(event), 5))
                .isInstanceOfSatisfying(
                        CompletingHandler.class,
                        handler -> assertThat(handler.maxInFlight()).isEqualTo(5));
    }

    @Test
    void whoCallsItByHandWaitsForTheStage() throws Exception {
        CompletableFuture<String> stage = new CompletableFuture<>();
        new Thread(() -> stage.complete("done")).start();
        returning(stage).handle(EVENT);
        assertThat(stage).isDone();
    }

    @Test
    void whoCallsItByHandGetsWhatTheStageFailedWith() {
        IOException cause = new IOException("connection lost");
        assertThatThrownBy(
                        () -> returning(CompletableFuture.failedFuture(cause)).handle(EVENT))
                .isSameAs(cause);
        StackOverflowError error = new StackOverflowError();
        assertThatThrownBy(
                        () -> returning(CompletableFuture.failedFuture(error)).handle(EVENT))
                .isSameAs(error);
        Throwable neither = new Throwable("neither an exception nor an error");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(
                        () -> returning(CompletableFuture.failedFuture(neither)).handle(EVENT))
                .withCause(neither);
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        assertThatThrownBy(() -> returning(cancelled).handle(EVENT)).isInstanceOf(CancellationException.class);
    }

    @Test
    void whoCallsItByHandCanBeInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> returning(new CompletableFuture<>()).handle(EVENT))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void aStageThatIsNullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> Handler.<String>completing(event -> null, 1).handle(EVENT))
                .withMessage("stage must not be null: topic=\"x\", id=7;"
                        + " return a completed one where there is nothing to wait for");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_537})
    void aBoundOutOfRangeIsRefused(int maxInFlight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Handler.completing(event -> new CompletableFuture<>(), maxInFlight))
                .withMessage("maxInFlight must lie in [1, 65536]: maxInFlight=" + maxInFlight
                        + "; as many as the other side can take at a time, such as the connections of a pool");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aFunctionThatIsNullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Handler.completing(null, 1))
                .withMessage("begin must not be null");
    }
}
