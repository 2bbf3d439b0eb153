package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.HandlerCounts;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.MailboxFullException;
import bus.api.NestingException;
import bus.api.Overflow;
import bus.api.Registration;
import bus.api.Topic;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class Clause08KeyedTest {

    /** Something that happens to a customer, who has a number. */
    private record Order(int customer, int number) {}

    private static final Topic<Order> ORDERS = Topic.of("orders", Order.class);
    private static final Duration LONG = Duration.ofSeconds(100);

    private final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final Delivery<Object> manual = Delivery.async().executor(executor);
    private final List<Order> handled = new ArrayList<>();

    Clause08KeyedTest() {
        bus.registerTopics(ORDERS);
    }

    private HandlerCounts counts() {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }

    private void emit(int customer, int... numbers) {
        for (int number : numbers) {
            bus.emit(ORDERS, new Order(customer, number));
        }
    }

    /** Registers a handler whose key function throws. */
    private void registerWithoutKeys(RuntimeException thrown) {
        bus.registerHandler(
                "h",
                ORDERS,
                manual.keyed(
                        (Event<Order> event) -> {
                            throw thrown;
                        },
                        3),
                event -> {});
    }

    /** Registers a handler that puts another one into the place of {@code h}, during the emit of the first order. */
    private void registerOneThatReplacesIt() {
        bus.registerHandler("replaces", ORDERS, event -> {
            if (event.data().number() == 1) {
                bus.registerHandler("h", ORDERS, manual, later -> handled.add(later.data()));
            }
        });
    }

    @Test
    void theKeyFunctionIsTypedByTheMatcher() {
        bus.registerHandler(
                "h", ORDERS, manual.keyed(event -> event.data().customer(), 4), event -> handled.add(event.data()));
        emit(1, 1);
        executor.runUntilIdle();
        assertThat(handled).containsExactly(new Order(1, 1));
    }

    @Test
    void keysOfDifferentLanesAreHandledSideBySideAndThoseOfTheSameLaneOneAfterTheOther() {
        bus.registerHandler(
                "h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> handled.add(event.data()));
        emit(0, 1, 2);
        emit(1, 1, 2);
        emit(2, 1); // shares the lane of customer 0
        assertThat(executor.waiting()).as("one task for each lane").isEqualTo(2);
        executor.step();
        assertThat(handled).containsExactly(new Order(0, 1), new Order(0, 2), new Order(2, 1));
        executor.step();
        assertThat(handled).endsWith(new Order(1, 1), new Order(1, 2)).hasSize(5);
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void aSlowKeyDoesNotHoldUpAnotherLane() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1_000);
        bus.registerHandler(
                "h", ORDERS, Delivery.async().keyed(event -> event.data().customer(), 2), event -> {
                    if (event.data().customer() == 0) {
                        begun.countDown();
                        slow.await();
                    } else {
                        others.countDown();
                    }
                });
        emit(0, 1, 2, 3);
        begun.await();
        for (int i = 0; i < 1_000; i++) {
            emit(1, i);
        }
        assertThat(others.await(100, TimeUnit.SECONDS)).isTrue();
        slow.countDown();
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(counts().delivered()).isEqualTo(1_003);
    }

    /**
     * Each key belongs to one of two producers, so that its order is known. Handlers are slow or fail now and then. The
     * numbers are plain: calls of one key happen-before each other.
     */
    @Test
    void underLoadTheOrderOfEachOfAHundredThousandKeysIsExact() throws Exception {
        int keys = 100_000;
        int rounds = 10;
        int[] last = new int[keys];
        AtomicIntegerArray inside = new AtomicIntegerArray(keys);
        AtomicIntegerArray wrong = new AtomicIntegerArray(2);
        bus.registerHandler(
                "h", ORDERS, Delivery.async().keyed(event -> event.data().customer(), 16), event -> {
                    Order order = event.data();
                    if (inside.incrementAndGet(order.customer()) != 1) {
                        wrong.incrementAndGet(0);
                    }
                    if (order.number() != ++last[order.customer()]) {
                        wrong.incrementAndGet(1);
                    }
                    if (order.customer() % 10_000 == 7) {
                        Thread.yield();
                    }
                    inside.decrementAndGet(order.customer());
                    if (order.customer() % 1_000 == 3) {
                        throw new IllegalStateException("customer " + order.customer());
                    }
                });
        ExecutorService producers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> emitting = new ArrayList<>();
            for (int producer = 0; producer < 2; producer++) {
                int own = producer;
                emitting.add(producers.submit(() -> emitInRandomOrder(keys, rounds, own)));
            }
            for (Future<?> one : emitting) {
                one.get();
            }
        } finally {
            producers.shutdownNow();
        }
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(wrong)
                .as("calls of a key that overlap, and that are out of order")
                .hasToString("[0, 0]");
        assertThat(last).containsOnly(rounds);
        long failed = (long) keys / 1_000 * rounds;
        assertThat(counts())
                .isEqualTo(
                        new HandlerCounts((long) keys * rounds, (long) keys * rounds - failed, failed, 0, 0, 0, 0, 0));
        assertThat(reported).hasSize((int) failed);
    }

    /** Emits as many events of each key of a producer, with their numbers, and the keys all mixed up. */
    private void emitInRandomOrder(int keys, int rounds, int own) {
        int[] next = new int[keys];
        List<Integer> customers = new ArrayList<>();
        for (int customer = own; customer < keys; customer += 2) {
            customers.addAll(Collections.nCopies(rounds, customer));
        }
        Collections.shuffle(customers, new Random(own));
        customers.forEach(customer -> emit(customer, ++next[customer]));
    }

    @Test
    void capacityAndOverflowAreThoseOfEachLane() {
        bus.registerHandler(
                "h",
                ORDERS,
                manual.capacity(2)
                        .overflow(Overflow.fail())
                        .keyed(event -> event.data().customer(), 2),
                event -> handled.add(event.data()));
        emit(0, 1, 2, 3);
        emit(1, 1, 2);
        assertThat(reported).hasSize(1);
        assertThat(reported.get(0).event().data()).isEqualTo(new Order(0, 3));
        assertThat(reported.get(0).reason()).isEqualTo(Reason.REJECTED);
        assertThat(reported.get(0).cause()).isInstanceOf(MailboxFullException.class);
        assertThat(counts()).isEqualTo(new HandlerCounts(5, 0, 0, 0, 1, 0, 0, 4));
    }

    @Test
    void aKeyFunctionThatThrowsIsAFailureOfTheHandlerAlone() throws Exception {
        IllegalStateException thrown = new IllegalStateException("no key");
        registerWithoutKeys(thrown);
        bus.registerHandler("next", ORDERS, event -> handled.add(event.data()));
        emit(1, 1);
        assertThat(handled).hasSize(1);
        assertThat(Buses.shown(reported)).containsExactly("h FAILED IllegalStateException");
        assertThat(reported.get(0).cause()).isSameAs(thrown);
        assertThat(counts()).isEqualTo(new HandlerCounts(1, 0, 1, 0, 0, 0, 0, 0));

        bus.registerHandler("later", ORDERS, manual, event -> {});
        CompletableFuture<Event<Order>> tracked = bus.emitTracked(ORDERS, new Order(1, 2));
        assertThat(tracked).as("another handler is not done").isNotDone();
        executor.runUntilIdle();
        assertThat(tracked).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(HandlerException.class);
        assertThat(bus.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway")
    void aKeyThatIsNullIsAFailureThatNamesHandlerTopicAndEvent() {
        bus.registerHandler("h", ORDERS, manual.keyed(event -> null, 3), event -> {});
        Event<Order> event = bus.emit(ORDERS, new Order(1, 1));
        assertThat(reported).hasSize(1);
        assertThat(reported.get(0).cause())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("key of an event must not be null: key=\"h\", topic=\"orders\", id=" + event.id()
                        + "; give events without one a key that they share");
    }

    @Test
    void anErrorOfTheVirtualMachineInAKeyFunctionEndsTheEmit() {
        OutOfMemoryError error = new OutOfMemoryError("in a key function");
        bus.registerHandler(
                "h",
                ORDERS,
                manual.keyed(
                        (Event<Order> event) -> {
                            throw error;
                        },
                        3),
                event -> {});
        bus.registerHandler("next", ORDERS, event -> handled.add(event.data()));
        assertThat(catchThrowable(() -> emit(1, 1))).isSameAs(error);
        assertThat(handled).isEmpty();
        assertThat(Buses.shown(reported)).containsExactly("next SKIPPED OutOfMemoryError");
    }

    @Test
    void hashCodesThatDifferInTheirHighBitsAloneGetDifferentLanes() {
        bus.registerHandler("h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> {});
        emit(0, 1);
        emit(1 << 16, 1);
        assertThat(executor.waiting()).isEqualTo(2);
    }

    @Test
    void keysWithNegativeHashCodesAreFine() {
        bus.registerHandler(
                "h", ORDERS, manual.keyed(event -> event.data().customer(), 3), event -> handled.add(event.data()));
        emit(-1, 1);
        emit(Integer.MIN_VALUE, 1);
        executor.runUntilIdle();
        assertThat(handled).hasSize(2);
        assertThat(reported).isEmpty();
    }

    @Test
    void aHandlerIsDrainedWhenTheLastOfItsLanesIs() {
        Registration registration = bus.registerHandler(
                "h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> handled.add(event.data()));
        emit(0, 1);
        emit(1, 1);
        registration.close();
        emit(0, 2);
        executor.step();
        assertThat(registration.drained()).isNotDone();
        executor.step();
        assertThat(registration.drained()).succeedsWithin(LONG);
        assertThat(handled).hasSize(2);
    }

    @Test
    void oneThatReplacesItBeginsWhenAllItsLanesAreEmptyAndInAllOfItsOwn() {
        bus.registerHandler(
                "h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> handled.add(event.data()));
        emit(0, 1);
        emit(1, 1);
        bus.registerHandler(
                "h",
                ORDERS,
                Delivery.async()
                        .executor(Runnable::run)
                        .keyed(event -> event.data().customer(), 3),
                event -> handled.add(event.data())); // would begin at once, on this thread
        emit(0, 2);
        emit(1, 2);
        assertThat(handled).isEmpty();
        executor.step();
        assertThat(handled).containsExactly(new Order(0, 1));
        executor.step();
        assertThat(handled).containsExactly(new Order(0, 1), new Order(1, 1), new Order(0, 2), new Order(1, 2));
    }

    @Test
    void closingReportsWhatWaitsInAllLanesUnderTheKeyOfTheHandler() {
        bus.registerHandler("h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> {});
        emit(0, 1, 2);
        emit(1, 1);
        assertThat(bus.close(Duration.ZERO).undelivered()).containsExactlyEntriesOf(Map.of("h", 3L));
        assertThat(reported).extracting(HandlerFailure::reason).containsOnly(Reason.UNDELIVERED);
        assertThat(counts()).isEqualTo(new HandlerCounts(3, 0, 0, 0, 0, 3, 0, 0));
    }

    @Test
    void anEventUnderWayIsNotHandledByLanesThatWereLeft() {
        bus.registerHandler(
                "removes", ORDERS, event -> bus.registerHandler("h", Topic.of("other", Order.class), e -> {}));
        bus.registerHandler("h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> {});
        emit(0, 1);
        executor.runUntilIdle();
        assertThat(reported).isEmpty();
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void anEventUnderWayWhoseKeyIsNotHadGoesToTheHandlerThatTookThePlace() {
        registerOneThatReplacesIt();
        registerWithoutKeys(new IllegalStateException("no key"));
        emit(0, 1);
        executor.runUntilIdle();
        assertThat(reported).isEmpty();
        assertThat(handled).containsExactly(new Order(0, 1));
    }

    @Test
    void aLaneWhoseKeyWasNotHadIsFreeForOtherThreads() {
        registerWithoutKeys(new IllegalStateException("no key"));
        emit(0, 1);
        assertThat(CompletableFuture.runAsync(() -> emit(0, 2))).succeedsWithin(LONG);
        assertThat(reported).hasSize(2);
    }

    @Test
    void anEventUnderWayGoesToTheHandlerThatTookThePlaceOfTheLanes() {
        registerOneThatReplacesIt();
        bus.registerHandler("h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> {});
        emit(0, 1);
        executor.runUntilIdle();
        assertThat(reported).isEmpty();
        assertThat(handled).containsExactly(new Order(0, 1));
    }

    @Test
    void aHandlerThatIsSkippedCountsItOnce() {
        bus.registerHandler("endless", ORDERS, event -> bus.emit(ORDERS, event.data()));
        bus.registerHandler("h", ORDERS, manual.keyed(event -> event.data().customer(), 2), event -> {});
        assertThat(catchThrowable(() -> emit(0, 1))).isInstanceOf(NestingException.class);
        assertThat(counts()).isEqualTo(new HandlerCounts(32, 0, 0, 0, 0, 0, 32, 0));
    }

    @Test
    void whatBecomesOfEventsIsCountedOverAllLanes() {
        Delivery<Object> small = manual.capacity(1).overflow(Overflow.dropNewest());
        bus.registerHandler("h", ORDERS, small.keyed(event -> event.data().customer(), 2), event -> {
            throw new IllegalStateException("each");
        });
        emit(0, 1);
        emit(1, 1);
        executor.runUntilIdle();
        emit(0, 2, 3);
        emit(1, 2, 3);
        bus.close(Duration.ZERO);
        assertThat(counts()).isEqualTo(new HandlerCounts(6, 0, 2, 2, 0, 2, 0, 0));
    }

    @Test
    void anInterruptThatAKeyFunctionThrowsIsGivenBackToTheEmittingThread() {
        bus.registerHandler(
                "h",
                ORDERS,
                manual.keyed(
                        (Event<Order> event) -> {
                            Buses.<RuntimeException>sneak(new InterruptedException("while it looked for the key"));
                            return 0;
                        },
                        2),
                event -> {});
        emit(0, 1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Buses.shown(reported)).containsExactly("h FAILED InterruptedException");
    }
}
