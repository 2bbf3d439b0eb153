package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UnknownTopicExceptionTest {

    private static final String RULE = "topic must be registered before an event is emitted to it: topic=\"ordr\"; ";

    private static UnknownTopicException withClosest(String... names) {
        return new UnknownTopicException("ordr", () -> List.of(names));
    }

    @Test
    void theMessageNamesTheTopicAndTheWayOut() {
        assertThat(withClosest()).hasMessage(RULE + "register it with Bus.registerTopics");
    }

    @Test
    void theMessageNamesTheClosestTopics() {
        assertThat(withClosest("order"))
                .hasMessage(RULE + "did you mean order? Else register it with Bus.registerTopics");
        assertThat(withClosest("order", "orders", "odor"))
                .hasMessage(RULE + "did you mean order or orders or odor? Else register it with Bus.registerTopics");
    }

    @Test
    void closestTopicsAreLookedForWhenTheMessageIsRead() {
        AtomicInteger asked = new AtomicInteger();
        UnknownTopicException exception = new UnknownTopicException("ordr", () -> {
            asked.incrementAndGet();
            return List.of("order");
        });

        assertThat(exception.topic()).isEqualTo("ordr");
        assertThat(exception.getStackTrace()).isNotEmpty();
        assertThat(asked).hasValue(0);
        assertThat(exception.getMessage()).contains("order?");
        assertThat(asked).hasValue(1);
    }

    @Test
    void closestTopicsAreLookedForOnce() {
        AtomicInteger asked = new AtomicInteger();
        UnknownTopicException exception = new UnknownTopicException("ordr", () -> {
            asked.incrementAndGet();
            return List.of("order");
        });

        assertThat(exception.getMessage()).isEqualTo(exception.getMessage());
        assertThat(asked).hasValue(1);
    }

    @Test
    void aThreadThatLooksForClosestTopicsHoldsNoOtherUp() {
        AtomicReference<UnknownTopicException> thrown = new AtomicReference<>();
        AtomicBoolean looking = new AtomicBoolean();
        thrown.set(new UnknownTopicException("ordr", () -> {
            if (looking.compareAndSet(false, true)) {
                assertThat(CompletableFuture.supplyAsync(() -> thrown.get().getMessage()))
                        .succeedsWithin(Duration.ofSeconds(30))
                        .asString()
                        .contains("order?");
            }
            return List.of("order");
        }));

        assertThat(thrown.get().getMessage()).contains("order?");
    }

    @Test
    void theTextHoldsTheClosestTopicsToo() {
        assertThat(withClosest("order").toString())
                .startsWith("bus.api.UnknownTopicException: " + RULE + "did you mean order?");
    }

    @Test
    void aNullSupplierIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new UnknownTopicException("ordr", null))
                .withMessage("closest must not be null");
    }

    @Test
    void aNullTopicIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new UnknownTopicException(null, List::of))
                .withMessage("topic must not be null");
    }
}
