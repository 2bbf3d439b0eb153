package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.NestingException;
import bus.api.Topic;
import bus.api.UnknownTopicException;
import bus.testkit.ManualExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TrackedEmitTest {

    private static final Topic<String> TOPIC = Topic.of("x", String.class);

    private final List<HandlerFailure> reported = new ArrayList<>();
    private final Bus bus = bus(FailurePolicy.THROW);
    private final ManualExecutor executor = new ManualExecutor();

    private Bus bus(FailurePolicy policy) {
        Bus bus = Buses.builder()
                .errorHandler(reported::add)
                .failurePolicy(policy)
                .depthLimit(3)
                .build();
        bus.registerTopics(TOPIC);
        return bus;
    }

    private static Throwable failure(CompletableFuture<?> future) throws Exception {
        try {
            future.get(50, TimeUnit.SECONDS);
            throw new AssertionError("completed well");
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void withoutAsynchronousHandlersItIsDoneAtOnce() {
        List<Event<?>> seen = new ArrayList<>();
        bus.registerHandler("h", TOPIC, seen::add);
        CompletableFuture<Event<String>> future = bus.emitTracked(TOPIC, "data");
        assertThat(future).isCompletedWithValueMatching(event -> event == seen.get(0));
    }

    @Test
    void itIsDoneAfterTheLastHandler() throws Exception {
        bus.registerHandler("a", TOPIC, Delivery.async().executor(executor), event -> {});
        bus.registerHandler("b", TOPIC, Delivery.async().executor(executor), event -> {});
        CompletableFuture<Event<String>> future = bus.emitTracked(TOPIC, "data");
        assertThat(future).isNotDone();
        executor.step();
        assertThat(future).isNotDone();
        executor.step();
        assertThat(future.get(50, TimeUnit.SECONDS).data()).isEqualTo("data");
    }

    /** What would be thrown is in the future alone; what is reported is in it as well. */
    @ParameterizedTest
    @EnumSource
    void everyFailureIsInItInTheOrderOfTheHandlers(FailurePolicy policy) throws Exception {
        Bus bus = bus(policy);
        bus.registerHandler("a", TOPIC, Delivery.async().executor(executor), event -> {
            throw new IOException("a");
        });
        bus.registerHandler("b", TOPIC, event -> {
            throw new IOException("b");
        });
        bus.registerHandler(
                "c",
                TOPIC,
                Delivery.async().executor(task -> {
                    throw new IllegalStateException("no thread");
                }),
                event -> {});
        CompletableFuture<Event<String>> future = bus.emitTracked(TOPIC, "data");
        executor.runUntilIdle();

        HandlerException failure = (HandlerException) failure(future);
        assertThat(failure.failures()).extracting(HandlerFailure::key).containsExactly("a", "b", "c");
        assertThat(failure.failures())
                .extracting(HandlerFailure::reason)
                .containsExactly(Reason.FAILED, Reason.FAILED, Reason.REJECTED);
        assertThat(reported)
                .extracting(HandlerFailure::key)
                .containsExactlyElementsOf(policy == FailurePolicy.THROW ? List.of("c", "a") : List.of("b", "c", "a"));
    }

    @Test
    void anEmitterAndANameDoTheSame() throws Exception {
        bus.registerTopics("named");
        assertThat(bus.emitter(TOPIC)
                        .emitTracked("data")
                        .get(50, TimeUnit.SECONDS)
                        .data())
                .isEqualTo("data");
        assertThat(bus.emitTracked("named", 1).get(50, TimeUnit.SECONDS).topic())
                .isEqualTo("named");
    }

    @Test
    void preconditionsAreThrown() {
        assertThatExceptionOfType(UnknownTopicException.class).isThrownBy(() -> bus.emitTracked("y", "data"));
    }

    @Test
    void aNestingThatEndsItIsInIt() throws Exception {
        bus.registerHandler("h", TOPIC, event -> bus.emit(TOPIC, "again"));
        assertThat(failure(bus.emitTracked(TOPIC, "data"))).isInstanceOf(NestingException.class);
    }

    @Test
    void whatDependsOnItDoesNotRunOnAThreadThatHandles() throws Exception {
        Thread[] threads = new Thread[2];
        CompletableFuture<Void> attached = new CompletableFuture<>();
        bus.registerHandler("h", TOPIC, Delivery.async(), event -> {
            threads[0] = Thread.currentThread();
            attached.join();
        });
        CompletableFuture<Void> dependent =
                bus.emitTracked(TOPIC, "data").thenAccept(event -> threads[1] = Thread.currentThread());
        attached.complete(null);
        dependent.get(50, TimeUnit.SECONDS);
        assertThat(threads[1]).isNotNull().isNotSameAs(threads[0]);
    }
}
