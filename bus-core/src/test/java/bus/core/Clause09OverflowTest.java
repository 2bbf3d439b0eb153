package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.MailboxFullException;
import bus.api.Overflow;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Clause09OverflowTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final List<Object> handled = new ArrayList<>();
    private final List<Object> beside = new ArrayList<>();

    Clause09OverflowTest() {
        bus.registerTopics("x");
    }

    private void register(Overflow overflow) {
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async().capacity(2).overflow(overflow).executor(executor),
                event -> handled.add(event.data()));
        bus.registerHandler("beside", ALL, event -> beside.add(event.data()));
    }

    private void emit(int count) {
        for (int i = 1; i <= count; i++) {
            bus.emit("x", i);
        }
    }

    private HandlerCounts counts() {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }

    private void assertThatItLost(Reason reason, Object... data) {
        assertThat(reported).extracting(HandlerFailure::reason).containsOnly(reason);
        assertThat(reported).extracting(HandlerFailure::key).containsOnly("h");
        assertThat(reported.stream().<Object>map(it -> it.event().data())).containsExactly(data);
    }

    @Test
    void theNewestEventIsDropped() {
        register(Overflow.dropNewest());
        emit(4);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(1, 2);
        assertThat(beside).containsExactly(1, 2, 3, 4);
        assertThatItLost(Reason.DROPPED, 3, 4);
        assertThat(counts()).isEqualTo(new HandlerCounts(4, 2, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void theOldestEventIsDropped() {
        register(Overflow.dropOldest());
        emit(4);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(3, 4);
        assertThat(beside).containsExactly(1, 2, 3, 4);
        assertThatItLost(Reason.DROPPED, 1, 2);
        assertThat(counts()).isEqualTo(new HandlerCounts(4, 2, 0, 2, 0, 0, 0, 0));
    }

    @Test
    void theEventIsRejectedAtOnce() {
        register(Overflow.fail());
        emit(3);
        assertThat(counts()).isEqualTo(new HandlerCounts(3, 0, 0, 0, 1, 0, 0, 2));
        executor.runUntilIdle();
        assertThat(handled).containsExactly(1, 2);
        assertThat(beside).containsExactly(1, 2, 3);
        assertThatItLost(Reason.REJECTED, 3);
        assertThat(reported.get(0).cause())
                .isInstanceOf(MailboxFullException.class)
                .hasMessage(
                        "mailbox must have room for an event: key=\"h\", capacity=2, overflow=FAIL; it does not wait"
                                + " for room, so make the handler faster or the mailbox larger");
    }

    @Test
    void theEmittingThreadWaitsUntilTheLimit() {
        register(Overflow.block(Duration.ofNanos(1)));
        emit(3);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(1, 2);
        assertThat(beside).containsExactly(1, 2, 3);
        assertThatItLost(Reason.REJECTED, 3);
        assertThat(reported.get(0).cause()).hasMessageContaining("; there was no room within PT0.000000001S, so ");
    }

    @Test
    void theEmittingThreadWaitsForRoom() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Object> slow = Collections.synchronizedList(new ArrayList<>());
        bus.registerHandler("h", ALL, Delivery.async().capacity(1), event -> {
            go.await();
            slow.add(event.data());
        });
        Thread emitting = new Thread(() -> emit(4));
        emitting.start();
        while (emitting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // one is handled, one waits, and the third finds no room
        }
        go.countDown();
        emitting.join();
        assertThat(bus.awaitIdle(Duration.ofSeconds(50))).isTrue();
        assertThat(slow).containsExactly(1, 2, 3, 4);
        assertThat(reported).isEmpty();
    }

    /** Nobody is woken for each place of a batch, so who waits has to look himself. */
    @Test
    void aPlaceThatIsFreeWhileAHandlerStallsInTheMiddleOfABatchIsFound() throws Exception {
        List<CountDownLatch> begun =
                IntStream.range(0, 7).mapToObj(i -> new CountDownLatch(1)).toList();
        List<CountDownLatch> end =
                IntStream.range(0, 7).mapToObj(i -> new CountDownLatch(1)).toList();
        bus.registerHandler("h", ALL, Delivery.async().capacity(3), event -> {
            begun.get((Integer) event.data()).countDown();
            end.get((Integer) event.data()).await();
        });
        bus.emit("x", 1);
        begun.get(1).await();
        IntStream.rangeClosed(2, 4).forEach(i -> bus.emit("x", i));
        end.get(1).countDown();
        begun.get(2).await(); // the batch is 2, 3, 4
        Thread emitting = new Thread(() -> IntStream.rangeClosed(5, 6).forEach(i -> bus.emit("x", i)));
        emitting.start();
        while (emitting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // there is room for 5, and none for 6
        }
        end.get(2).countDown(); // 3 is begun and stalls, and leaves a place
        emitting.join(20_000);
        assertThat(emitting.isAlive()).isFalse();
        assertThat(reported).isEmpty();
        end.forEach(CountDownLatch::countDown);
    }

    @Test
    void anInterruptEndsTheWaitAndTheFlagStays() {
        register(Overflow.block());
        emit(2);
        Thread.currentThread().interrupt();
        bus.emit("x", 3);
        assertThat(Thread.interrupted()).isTrue();
        assertThatItLost(Reason.REJECTED, 3);
        assertThat(reported.get(0).cause()).hasMessageContaining("the emitting thread was interrupted while it waited");
        assertThat(beside).containsExactly(1, 2, 3);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(1, 2);
    }

    @Test
    void aHandlerDoesNotWaitForItsOwnMailbox() {
        bus.registerHandler(
                "h", TopicMatcher.exact("x"), Delivery.async().capacity(1).executor(executor), event -> {
                    handled.add(event.data());
                    if (event.data().equals(1)) {
                        bus.emit("x", 2);
                        bus.emit("x", 3);
                    }
                });
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(1, 2);
        assertThatItLost(Reason.REJECTED, 3);
        assertThat(reported.get(0).cause())
                .hasMessageContaining("the handler waits for its own mailbox, in the circle h > h");
    }

    @Test
    void anExecutorThatRefusesLosesWhatWaitsAndTheMailboxStaysUsable() {
        boolean[] refuses = {true};
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async().executor(task -> {
                    if (refuses[0]) {
                        throw new RejectedExecutionException("full");
                    }
                    executor.execute(task);
                }),
                event -> handled.add(event.data()));
        bus.emit("x", 1);
        assertThatItLost(Reason.REJECTED, 1);
        assertThat(reported.get(0).cause()).isInstanceOf(RejectedExecutionException.class);
        refuses[0] = false;
        bus.emit("x", 2);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(2);
        assertThat(counts()).isEqualTo(new HandlerCounts(2, 1, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void aSlowMailboxDelaysNoOther() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch fast = new CountDownLatch(3);
        bus.registerHandler("slow", ALL, Delivery.async(), event -> go.await());
        bus.registerHandler("fast", ALL, Delivery.async(), event -> fast.countDown());
        emit(3);
        assertThat(fast.await(50, TimeUnit.SECONDS)).isTrue();
        go.countDown();
    }

    @Test
    void anExecutorThatThrowsAnErrorLosesWhatWaitsAndTheMailboxStaysUsable() {
        boolean[] broken = {true};
        bus.registerHandler(
                "h",
                ALL,
                Delivery.async().executor(task -> {
                    if (broken[0]) {
                        throw new NoClassDefFoundError("in an executor");
                    }
                    executor.execute(task);
                }),
                event -> handled.add(event.data()));
        bus.emit("x", 1);
        assertThatItLost(Reason.REJECTED, 1);
        assertThat(reported.get(0).cause()).isInstanceOf(NoClassDefFoundError.class);
        broken[0] = false;
        bus.emit("x", 2);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(2);
        assertThat(counts()).isEqualTo(new HandlerCounts(2, 1, 0, 0, 1, 0, 0, 0));
    }
}
