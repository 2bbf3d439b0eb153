package bus.core;

import static bus.core.Recorder.COMPLETE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.Delivery;
import bus.api.Event;
import bus.api.HandlerCounts;
import bus.api.Overflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reactive consumers get the events of topics as they request them. */
@Timeout(60)
class PublisherTest extends PublisherFixture {

    // ---- What is requested ----

    @Test
    void nothingIsDeliveredBeforeItIsRequestedAndNoThreadIsTakenMeanwhile() {
        Recorder consumer = subscribe(manual);
        emit(1, 2, 3, 4);
        executor.runUntilIdle();
        emit(5);
        assertThat(consumer.told).isEmpty();
        assertThat(executor.waiting()).isZero();

        consumer.request(1);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1);
        consumer.request(1);
        consumer.request(1);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1, 2, 3);
        assertThat(counts("p/1").pending()).isEqualTo(2);
    }

    @Test
    void whatIsRequestedAheadIsDeliveredAsItComesAndNoMore() {
        Recorder consumer = subscribe(manual, new Recorder.Eager(subscription -> subscription.request(2)));
        executor.runUntilIdle();
        emit(1);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1);
        emit(2, 3);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1, 2);
    }

    @Test
    void aConsumerGetsTheEventsThatAreEmittedAfterItSubscribed() {
        emit(1);
        Recorder consumer = subscribe(manual);
        consumer.request(10);
        emit(2);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(2);
    }

    @Test
    void requestsAddUpToNoMoreThanIsUnbounded() {
        Recorder consumer = subscribe(manual);
        consumer.request(Long.MAX_VALUE);
        consumer.request(Long.MAX_VALUE);
        emit(1, 2, 3);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1, 2, 3);
    }

    @Test
    void aLargeRequestInEachOnNextIsNeverTakenForNone() {
        Recorder consumer =
                subscribe(manual, new Recorder.Acting(subscription -> subscription.request(Long.MAX_VALUE - 1)));
        consumer.request(1);
        emit(1, 2, 3, 4);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1, 2, 3, 4);
    }

    /** On a small stack, where events wait as well as where each comes alone. */
    @Test
    void oneMoreIsRequestedInEachOnNextWithoutEndOnAnExecutorThatRunsTasksAtOnce() throws Exception {
        Delivery<Object> atOnce = Delivery.async().capacity(100_000).executor(Runnable::run);
        Recorder consumer = subscribe(atOnce, new Recorder.Acting(subscription -> subscription.request(1)));
        IntStream.range(0, 100_000).forEach(this::emit);
        assertThat(consumer.told).isEmpty();
        Thread requesting = new Thread(null, () -> consumer.request(1), "small", 256 << 10);
        requesting.start();
        requesting.join();
        assertThat(consumer.told).hasSize(100_000);
        IntStream.range(100_000, 200_000).forEach(this::emit);
        assertThat(consumer.told).isEqualTo(IntStream.range(0, 200_000).boxed().toList());
    }

    @Test
    void anInterruptThatOneOnNextLeavesIsNotSeenByTheNextButAfterTheLast() throws Exception {
        List<Boolean> seen = new ArrayList<>();
        Recorder consumer = subscribe(Delivery.async().executor(Runnable::run), new Recorder.Acting(subscription -> {
            if (seen.isEmpty()) {
                Thread.currentThread().interrupt();
                seen.add(false);
            } else {
                seen.add(Thread.currentThread().isInterrupted());
            }
        }));
        IntStream.range(0, 200).forEach(this::emit);
        AtomicBoolean after = new AtomicBoolean();
        Thread requesting = new Thread(() -> {
            consumer.request(200);
            after.set(Thread.interrupted());
        });
        requesting.start();
        requesting.join();
        assertThat(seen).hasSize(200).containsOnly(false);
        assertThat(after).isTrue();
    }

    /** All its fields are plain. Two threads request, and a third one emits as fast as it is let. */
    @Test
    void eventsComeOneAtATimeWhileOtherThreadsRequest() throws Exception {
        int events = 20_000;
        Recorder consumer = subscribe(Delivery.async().capacity(8));
        Runnable requests = () -> IntStream.range(0, events / 2).forEach(i -> consumer.request(1));
        Thread one = new Thread(requests);
        Thread other = new Thread(requests);
        one.start();
        other.start();
        IntStream.range(0, events + 8).forEach(this::emit);
        while (counts("p/1").delivered() < events) {
            Thread.onSpinWait();
        }
        assertThat(counts("p/1").pending()).as("more than was requested").isEqualTo(8);
        consumer.request(8);
        bus.close(LONG);
        assertThat(consumer.end()).isEqualTo(COMPLETE);
        assertThat(consumer.told.subList(0, events + 8))
                .isEqualTo(IntStream.range(0, events + 8).boxed().toList());
        assertThat(reported).isEmpty();
    }

    // ---- What is not requested ----

    @Test
    void anEmittingThreadWaitsUntilTheConsumerRequests() throws Exception {
        Recorder consumer = subscribe(manual.capacity(2).overflow(Overflow.block(LONG)));
        emit(1, 2);
        executor.runUntilIdle();
        Thread emitting = emittingInVain(3);
        consumer.request(1);
        executor.runUntilIdle();
        emitting.join();
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1);
        assertThat(counts("p/1")).isEqualTo(new HandlerCounts(3, 1, 0, 0, 0, 0, 0, 2));
        assertThat(reported).isEmpty();
    }

    @Test
    void whatHasNoRoomIsLostAsTheDeliverySays() {
        Recorder newest = subscribe(manual.capacity(2).overflow(Overflow.dropOldest()));
        emit(1, 2, 3, 4, 5);
        assertThat(counts("p/1")).isEqualTo(new HandlerCounts(5, 0, 0, 3, 0, 0, 0, 2));
        newest.request(1);
        executor.runUntilIdle();
        emit(6, 7);
        newest.request(Long.MAX_VALUE);
        executor.runUntilIdle();
        assertThat(newest.told).containsExactly(4, 6, 7);
        assertThat(counts("p/1")).isEqualTo(new HandlerCounts(7, 3, 0, 4, 0, 0, 0, 0));
        assertThat(reported).hasSize(4);
    }

    @Test
    void aMailboxThatIsFullFailsOrDropsTheNewestAsTheDeliverySays() {
        Recorder failing = subscribe(manual.capacity(2).overflow(Overflow.fail()));
        Recorder dropping = new Recorder();
        bus.publisher("q", X, manual.capacity(2).overflow(Overflow.dropNewest()))
                .subscribe(dropping);
        emit(1, 2, 3, 4, 5);
        failing.request(10);
        dropping.request(10);
        executor.runUntilIdle();
        assertThat(failing.told).containsExactly(1, 2);
        assertThat(dropping.told).containsExactly(1, 2);
        assertThat(counts("p/1")).isEqualTo(new HandlerCounts(5, 2, 0, 0, 3, 0, 0, 0));
        assertThat(counts("q/1")).isEqualTo(new HandlerCounts(5, 2, 0, 3, 0, 0, 0, 0));
    }

    // ---- Permits ----

    @Test
    void whatWasRequestedForEventsThatAnExecutorRejectsIsKept() {
        AtomicBoolean rejecting = new AtomicBoolean();
        Recorder consumer = subscribe(Delivery.async().executor(task -> {
            if (rejecting.get()) {
                throw new RejectedExecutionException("full");
            }
            executor.execute(task);
        }));
        emit(1, 2);
        executor.runUntilIdle();
        rejecting.set(true);
        consumer.request(1);
        assertThat(counts("p/1").rejected()).isEqualTo(2);
        rejecting.set(false);
        emit(3, 4);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(3);
    }

    /** As when an executor rejects a task, and the next event has come before the permit is given back. */
    // ---- Several ----

    @Test
    void eachSubscriptionIsAHandlerWithItsNumber() {
        Flow.Publisher<Event<Object>> publisher = bus.publisher("p", X, manual);
        List<Recorder> consumers = List.of(new Recorder(), new Recorder(), new Recorder());
        consumers.forEach(publisher::subscribe);
        assertThat(bus.topicHandlerKeys("x")).containsExactly("p/1", "p/2", "p/3");
        emit(1, 2);
        consumers.get(0).request(2);
        consumers.get(1).request(1);
        executor.runUntilIdle();
        assertThat(consumers.stream().map(it -> it.told)).containsExactly(List.of(1, 2), List.of(1), List.of());
        consumers.get(1).subscription.cancel();
        assertThat(bus.topicHandlerKeys("x")).containsExactly("p/1", "p/3");
        publisher.subscribe(new Recorder());
        assertThat(bus.topicHandlerKeys("x")).containsExactly("p/1", "p/3", "p/4");
    }

    @Test
    void aPublisherIsShownWithWhatItWasMadeOf() {
        assertThat(bus.publisher("p", X))
                .hasToString(
                        "Publisher[p, " + X + ", Delivery[async, capacity=1024, overflow=" + Overflow.block() + "]]");
    }

    // ---- What is refused ----

    @Test
    void aDeliveryThatIsNotOrderedIsRefused() {
        assertRefused(Delivery.sync(), "Delivery[sync]");
        assertRefused(
                Delivery.async().keyed(Event::topic, 2),
                "Delivery[async, capacity=1024, overflow=BLOCK for PT30S, keyed, lanes=2]");
        assertRefused(
                Delivery.async().unordered(2),
                "Delivery[async, capacity=1024, overflow=BLOCK for PT30S, unordered, parallelism=2]");
    }

    private void assertRefused(Delivery<Object> how, String shown) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.publisher("p", X, how))
                .withMessage("publisher must deliver in order from a mailbox: key=\"p\", delivery=" + shown
                        + "; use Delivery.async()");
    }

    @Test
    void aBlankKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.publisher(" ", X))
                .withMessage("key must not be blank: key=\" \"; give the publisher a name of its own");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByItsName() {
        assertThatNullPointerException()
                .isThrownBy(() -> bus.publisher(null, X))
                .withMessage("key must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> bus.publisher("p", null))
                .withMessage("on must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> bus.publisher("p", X, null))
                .withMessage("how must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> bus.publisher("p", X).subscribe(null))
                .withMessage("subscriber must not be null");
        assertThat(bus.handlerKeys()).isEmpty();
    }
}
