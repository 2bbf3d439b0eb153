package bus.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the page that compares says of the event bus of Vert.x, tried on it. */
@Timeout(60)
class VertxTest {

    private final Vertx vertx = Vertx.vertx();
    private final EventBus bus = vertx.eventBus();
    private final BlockingQueue<Object> handled = new LinkedBlockingQueue<>();

    /** A class of which Vert.x knows nothing. */
    private record Payload(int number) {}

    @AfterEach
    void close() throws Exception {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aFailureGoesToTheExceptionHandlerAndTheOthersRun() throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        vertx.exceptionHandler(failure::complete);
        bus.<String>consumer("address", message -> {
            throw new IllegalStateException(message.body());
        });
        bus.<String>consumer("address", message -> handled.add(message.body()));

        bus.publish("address", "event");

        assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        assertThat(handled.take()).isEqualTo("event");
    }

    @Test
    void sendReachesOneConsumerAfterTheOther() throws Exception {
        bus.<Integer>consumer("address", message -> message.reply("a"));
        bus.<Integer>consumer("address", message -> message.reply("b"));

        assertThat(new Object[] {
                    done(bus.request("address", 1)).body(),
                    done(bus.request("address", 2)).body()
                })
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aRequestAndAWriteWithoutAConsumerFail() {
        assertThatThrownBy(() -> done(bus.request("nobody", 1))).cause().satisfies(VertxTest::saysThatThereIsNobody);
        assertThatThrownBy(() -> done(bus.publisher("nobody").write(1)))
                .cause()
                .satisfies(VertxTest::saysThatThereIsNobody);
    }

    private static void saysThatThereIsNobody(Throwable failure) {
        assertThat(((ReplyException) failure).failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
    }

    @Test
    void anObjectOfAClassOfOnesOwnNeedsACodec() {
        assertThatThrownBy(() -> bus.publish("address", new Payload(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No message codec");
    }
}
