package bus.core;

import static bus.core.Recorder.COMPLETE;
import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.CallSite;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Overflow;
import bus.api.PayloadTypeException;
import bus.api.Registration;
import bus.api.Topic;
import bus.api.TopicMatcher;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How reactive consumers are told of the end, and how they end themselves. */
@Timeout(60)
class SubscriptionEndTest extends PublisherFixture {

    // ---- The end of all ----

    @Test
    void aConsumerIsToldOfTheEndAfterItsHandlerWasRemovedAndHasGotWhatWaits() throws Exception {
        Recorder consumer = subscribe(manual);
        emit(1, 2);
        executor.runUntilIdle();
        bus.deregisterHandler("p/1");
        emit(3);
        assertThat(bus.awaitIdle(Duration.ZERO)).as("two events wait").isFalse();
        consumer.request(1);
        executor.runUntilIdle();
        assertThat(bus.awaitIdle(Duration.ZERO)).as("one event waits").isFalse();
        consumer.request(1);
        executor.runUntilIdle();
        assertThat(consumer.end()).isEqualTo(COMPLETE);
        assertThat(consumer.told).containsExactly(1, 2, COMPLETE);
    }

    @Test
    void aConsumerIsToldOfTheEndWithoutARequest() throws Exception {
        Recorder consumer = subscribe(manual);
        bus.deregisterHandler("p/1");
        assertThat(consumer.end()).isEqualTo(COMPLETE);
    }

    @Test
    void theHandlerThatTakesThePlaceBeginsWhenTheConsumerHasGotWhatWaits() throws Exception {
        Recorder consumer = subscribe(manual);
        emit(1, 2);
        executor.runUntilIdle();
        List<Object> after = new ArrayList<>();
        bus.registerHandler("p/1", X, manual, event -> after.add(event.data()));
        emit(3);
        executor.runUntilIdle();
        assertThat(after).isEmpty();
        consumer.request(2);
        executor.runUntilIdle();
        assertThat(after).containsExactly(3);
        assertThat(consumer.end()).isEqualTo(COMPLETE);
        assertThat(consumer.told).containsExactly(1, 2, COMPLETE);
    }

    @Test
    void aBusThatIsClosedWaitsForTheConsumer() throws Exception {
        Recorder consumer = subscribe(Delivery.async());
        emit(1, 2);
        CompletableFuture<CloseReport> closing = CompletableFuture.supplyAsync(() -> bus.close(LONG));
        while (!bus.isClosed()) {
            Thread.onSpinWait();
        }
        consumer.request(2);
        assertThat(closing.get(50, TimeUnit.SECONDS).undelivered()).isEmpty();
        assertThat(consumer.end()).isEqualTo(COMPLETE);
        assertThat(consumer.told).containsExactly(1, 2, COMPLETE);
    }

    @Test
    void whatIsNotRequestedBeforeTheBusIsClosedIsReported() throws Exception {
        Recorder consumer = subscribe(manual);
        emit(1, 2);
        executor.runUntilIdle();
        assertThat(bus.close(Duration.ZERO).undelivered()).isEqualTo(Map.of("p/1", 2L));
        assertThat(consumer.end()).isEqualTo(COMPLETE);
        consumer.request(2);
        consumer.request(0);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(COMPLETE);
        assertThat(Buses.shown(reported))
                .containsExactly("p/1 UNDELIVERED BusClosedException", "p/1 UNDELIVERED BusClosedException");
    }

    // ---- The end by the consumer ----

    @Test
    void aConsumerThatCancelsAsItSubscribesGetsNoHandlerAndIsToldNothing() {
        Recorder consumer = subscribe(manual, new Recorder.Eager(Flow.Subscription::cancel));
        assertThat(bus.handlerKeys()).isEmpty();
        emit(1);
        assertThat(consumer.told).isEmpty();
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void aConsumerThatCancelsAsItSubscribesDoesNotReplaceAHandler() {
        bus.registerHandler("p/1", X, event -> {});
        subscribe(manual, new Recorder.Eager(Flow.Subscription::cancel));
        assertThat(bus.handlerKeys()).containsExactly("p/1");
    }

    /** As when it gets an event on another thread, and the registration is not known yet. */
    @Test
    void aConsumerThatCancelsWhileItsHandlerIsRegisteredHasNoneThen() {
        Recorder consumer = new Recorder();
        TopicSubscription<Object> subscription = subscription(consumer);
        subscription.begin(() -> {
            Registration registration = bus.registerHandler("p/1", X, manual, subscription);
            subscription.cancel();
            return registration;
        });
        assertThat(consumer.subscription).isSameAs(subscription);
        assertThat(bus.handlerKeys()).isEmpty();
    }

    private TopicSubscription<Object> subscription(Recorder consumer) {
        return new TopicSubscription<>("p/1", consumer, new FailureReporter(reported::add, new Log()));
    }

    @Test
    void aConsumerThatCancelsInOnNextIsToldNothingMore() throws Exception {
        Recorder consumer = subscribe(manual, new Recorder.Acting(Flow.Subscription::cancel));
        consumer.request(10);
        emit(1, 2, 3);
        executor.runUntilIdle();
        emit(4);
        consumer.request(10);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1);
        assertThat(bus.handlerKeys()).isEmpty();
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void whatWaitsIsPassedOverAfterAnotherThreadHasCancelled() throws Exception {
        Recorder consumer = subscribe(manual.capacity(2).overflow(Overflow.block(LONG)));
        emit(1, 2);
        executor.runUntilIdle();
        Thread emitting = emittingInVain(3);
        List<Object> after = new ArrayList<>();
        Thread cancelling = new Thread(consumer.subscription::cancel);
        cancelling.start();
        cancelling.join();
        emitting.join();
        bus.registerHandler("p/1", X, manual, event -> after.add(event.data()));
        emit(4);
        executor.runUntilIdle();
        assertThat(consumer.told).isEmpty();
        assertThat(after).containsExactly(4);
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
        assertThat(reported).isEmpty();
    }

    @Test
    void theHandlerThatHasTakenThePlaceBeginsWhenTheConsumerCancels() {
        Recorder consumer = subscribe(manual);
        emit(1, 2);
        executor.runUntilIdle();
        List<Object> after = new ArrayList<>();
        bus.registerHandler("p/1", X, manual, event -> after.add(event.data()));
        emit(3);
        executor.runUntilIdle();
        consumer.subscription.cancel();
        executor.runUntilIdle();
        assertThat(consumer.told).isEmpty();
        assertThat(after).containsExactly(3);
    }

    /** The subscription is kept, and events still wait. */
    @Test
    void nothingIsKeptOfAConsumerThatHasCancelled() {
        Recorder consumer = subscribe(manual);
        emit(1, 2);
        executor.runUntilIdle();
        Flow.Subscription kept = consumer.subscription;
        WeakReference<Recorder> reference = new WeakReference<>(consumer);
        consumer = null;
        assertThat(reference.get()).isNotNull();
        kept.cancel();
        while (reference.get() != null) {
            System.gc();
        }
        kept.request(1);
        kept.cancel();
        assertThat(kept).hasToString("Subscription[p/1]");
    }

    /** The matcher stands for all that the handler was registered with. */
    @Test
    void aSubscriptionThatHasEndedKeepsNothingOfItsBus() throws Exception {
        Bus closed = Buses.builder().errorHandler(reported::add).build();
        closed.registerTopics("x");
        TopicMatcher<Object> on = TopicMatcher.exact("x");
        WeakReference<TopicMatcher<Object>> reference = new WeakReference<>(on);
        Recorder consumer = new Recorder();
        closed.publisher("p", on, manual).subscribe(consumer);
        closed.emit("x", 1);
        executor.runUntilIdle();
        closed.close(Duration.ZERO);
        consumer.end();
        closed = null;
        on = null;
        while (reference.get() != null) {
            System.gc();
        }
        consumer.request(1);
    }

    // ---- Errors ----

    @Test
    void aConsumerIsToldWhenTheBusIsClosedAlready() throws Exception {
        bus.close();
        Recorder consumer = subscribe(manual);
        assertThat(consumer.subscription).isNotNull();
        assertThat(consumer.end())
                .isInstanceOf(BusClosedException.class)
                .hasToString("bus.api.BusClosedException: bus must be open when something is registered: key=p/1;"
                        + " register before Bus.close, or build another bus");
        assertThat(consumer.told).hasSize(1);
    }

    @Test
    void aConsumerIsToldWhenATopicHasAnotherPayload() throws Exception {
        bus.registerTopics(Topic.of("number", Integer.class));
        Recorder consumer = new Recorder();
        bus.publisher("p", TopicMatcher.wildcard("#").payload(String.class), manual)
                .subscribe(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        consumer.onSubscribe(subscription);
                    }

                    @Override
                    public void onNext(Event<String> event) {
                        throw new AssertionError(event);
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        consumer.onError(thrown);
                    }

                    @Override
                    public void onComplete() {
                        consumer.onComplete();
                    }
                });
        assertThat(consumer.subscription).isNotNull();
        assertThat(consumer.end()).isInstanceOf(PayloadTypeException.class);
        assertThat(bus.handlerKeys()).isEmpty();
    }

    private static void assertRefused(Object error, long request) {
        assertThat(error)
                .isInstanceOf(IllegalArgumentException.class)
                .hasToString("java.lang.IllegalArgumentException: a request must be for one event or more: request="
                        + request + "; see rule 3.9 of Reactive Streams");
    }

    @Test
    void aRequestForNothingEndsTheSubscription() throws Exception {
        for (long nothing : new long[] {0, -1, Long.MIN_VALUE}) {
            Recorder consumer = subscribe(manual);
            consumer.request(1);
            emit(1, 2);
            executor.runUntilIdle();
            consumer.request(nothing);
            executor.runUntilIdle();
            assertRefused(consumer.end(), nothing);
            consumer.request(5);
            consumer.request(nothing);
            assertThat(consumer.told).hasSize(2).startsWith(1);
            assertThat(bus.handlerKeys()).isEmpty();
        }
    }

    @Test
    void aRequestForNothingEndsTheSubscriptionAsItBegins() throws Exception {
        Recorder consumer = subscribe(manual, new Recorder.Eager(subscription -> {
            subscription.request(5);
            subscription.request(0);
        }));
        assertRefused(consumer.end(), 0);
        assertThat(bus.handlerKeys()).isEmpty();
    }

    @Test
    void aRequestForNothingInOnNextEndsTheSubscriptionAfterIt() throws Exception {
        Recorder consumer = subscribe(manual, new Recorder.Acting(subscription -> {
            subscription.request(0);
            subscription.request(-1);
        }));
        consumer.request(5);
        emit(1, 2);
        executor.runUntilIdle();
        assertRefused(consumer.end(), 0);
        assertThat(consumer.told).hasSize(2).startsWith(1);
        assertThat(bus.handlerKeys()).isEmpty();
    }

    @Test
    void aConsumerThatHasCancelledIsNotToldOfARequestForNothing() throws Exception {
        Recorder consumer = subscribe(manual);
        consumer.subscription.cancel();
        consumer.request(0);
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
        assertThat(consumer.told).isEmpty();
    }

    @Test
    void aConsumerThatThrowsHasFailedAndIsToldNothingMore() throws Exception {
        Recorder consumer = subscribe(manual, new Recorder.Acting(subscription -> {
            throw new IllegalStateException("no appetite");
        }));
        consumer.request(5);
        emit(1, 2);
        executor.runUntilIdle();
        assertThat(consumer.told).containsExactly(1);
        assertThat(Buses.shown(reported)).containsExactly("p/1 FAILED IllegalStateException");
        assertThat(reported.get(0).event().data()).isEqualTo(1);
        assertThat(bus.handlerKeys()).isEmpty();
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void whatAConsumerThrowsWhereNoHandlerFailsIsLogged() throws Exception {
        Log log = new Log();
        Registry registry = new Registry(
                new Mailboxes(new FailureReporter(reported::add, log), new Nesting(32), new Contexts(List.of())),
                false,
                null);
        TopicPublisher<Object> publisher = new TopicPublisher<>("p", X, manual, CallSite.unknown(), registry);
        CountDownLatch thrown = new CountDownLatch(3);
        Recorder failing = new Recorder() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                super.onSubscribe(subscription);
                if (thrown.getCount() == 3) {
                    fail("first");
                }
            }

            @Override
            public void onError(Throwable error) {
                fail("third");
            }

            @Override
            public void onComplete() {
                fail("second");
            }

            private void fail(String message) {
                thrown.countDown();
                throw new IllegalStateException(message);
            }
        };
        publisher.subscribe(failing);
        assertThat(registry.handlerKeys()).isEmpty();
        publisher.subscribe(failing);
        registry.deregisterHandler("p/2");
        while (log.lines.size() < 4) {
            Thread.onSpinWait();
        }
        registry.close();
        publisher.subscribe(failing);
        String failed = ", thrown=java.lang.IllegalStateException";
        String threw = "ERROR It threw: java.lang.IllegalStateException: ";
        assertThat(log.lines)
                .containsExactly(
                        "ERROR A subscriber failed: key=\"p/1\", signal=onSubscribe" + failed,
                        threw + "first",
                        "ERROR A subscriber failed: key=\"p/2\", signal=onComplete" + failed,
                        threw + "second",
                        "ERROR A subscriber failed: key=\"p/3\", signal=onError" + failed,
                        threw + "third");
        assertThat(reported).isEmpty();
    }

    @Test
    void aPermitThatIsGivenBackGoesToWhoWaitsForOne() {
        TopicSubscription<Object> subscription = subscription(new Recorder());
        List<String> resumed = new ArrayList<>();
        subscription.request(1);
        assertThat(subscription.take(() -> {})).isTrue();
        assertThat(subscription.take(() -> resumed.add("resumed"))).isFalse();
        subscription.giveBack();
        assertThat(resumed).containsExactly("resumed");
        assertThat(subscription.take(() -> {})).as("it is taken").isFalse();
    }
}
