package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Clause11IdleTest {

    private static final Duration LONG = Duration.ofSeconds(50);

    private final List<Object> reported = new ArrayList<>();
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();

    Clause11IdleTest() {
        bus.registerTopics("x", "y");
    }

    @Test
    void aBusWithoutEventsIsIdle() throws Exception {
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
        bus.registerHandler("h", TopicMatcher.regex(".*"), Delivery.async(), event -> {});
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void itIsNotIdleWhileAnEventWaits() throws Exception {
        bus.registerHandler("h", TopicMatcher.regex(".*"), Delivery.async().executor(executor), event -> {});
        bus.emit("x", 1);
        assertThat(bus.awaitIdle(Duration.ZERO)).isFalse();
        assertThat(bus.awaitIdle(Duration.ofMillis(1))).isFalse();
        executor.runUntilIdle();
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
    }

    /** The count is plain: a true awaitIdle happens after what handlers did. */
    @Test
    void whatIsEmittedInsideHandlersIsWaitedForToo() throws Exception {
        int[] last = new int[1];
        bus.registerHandler(
                "x", TopicMatcher.exact("x"), Delivery.async(), event -> bus.emit("y", (Integer) event.data() + 1));
        bus.registerHandler("y", TopicMatcher.exact("y"), Delivery.async(), event -> {
            last[0] = (Integer) event.data();
            if (last[0] < 1_000) {
                bus.emit("x", last[0]);
            }
        });
        bus.emit("x", 0);
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(last[0]).isEqualTo(1_000);
    }

    @Test
    void insideAHandlerItThrows() throws Exception {
        List<Throwable> thrown = new ArrayList<>();
        bus.registerHandler("sync", TopicMatcher.exact("x"), event -> waitForOneself(thrown));
        bus.registerHandler("async", TopicMatcher.exact("x"), Delivery.async(), event -> waitForOneself(thrown));
        bus.emit("x", 1);
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(thrown)
                .hasSize(2)
                .allSatisfy(it -> assertThat(it)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("bus must be waited for outside of its handlers: limit=PT50S; "));
    }

    /** Its executor runs it on the thread of the handler, which is inside of one afterwards as before. */
    @Test
    void insideAHandlerItThrowsAlsoAfterAnotherHandlerInsideOfIt() {
        List<Throwable> thrown = new ArrayList<>();
        bus.registerTopics("inner");
        bus.registerHandler("outer", TopicMatcher.exact("x"), Delivery.async().executor(executor), event -> {
            bus.emit("inner", 2);
            waitForOneself(thrown);
        });
        bus.registerHandler(
                "inner", TopicMatcher.exact("inner"), Delivery.async().executor(Runnable::run), it -> {});
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(thrown).hasSize(1);
    }

    private void waitForOneself(List<Throwable> thrown) throws InterruptedException {
        try {
            bus.awaitIdle(LONG);
        } catch (IllegalStateException e) {
            thrown.add(e);
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        bus.registerHandler("h", TopicMatcher.regex(".*"), Delivery.async().executor(executor), event -> {});
        bus.emit("x", 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bus.awaitIdle(LONG)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aNegativeLimitIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.awaitIdle(Duration.ofNanos(-1)))
                .withMessage("limit must not be negative: limit=PT-0.000000001S; zero is not to wait at all");
    }
}
