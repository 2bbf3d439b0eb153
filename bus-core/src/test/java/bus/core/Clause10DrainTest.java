package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Clause10DrainTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final CloseReport NOTHING_LEFT = new CloseReport(Map.of(), 0);

    private final List<HandlerFailure> reported = new CopyOnWriteArrayList<>();
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final ExecutorService other = Executors.newCachedThreadPool();
    private final List<Object> handled = new ArrayList<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    Clause10DrainTest() {
        bus.registerTopics("x", "y");
    }

    @AfterEach
    void letThreadsEnd() {
        go.countDown();
        other.shutdownNow();
    }

    private void register(Delivery<Object> how) {
        bus.registerHandler("h", TopicMatcher.exact("x"), how, event -> handled.add(event.data()));
    }

    private void registerOneThatWaits(Delivery<Object> how) {
        bus.registerHandler("h", TopicMatcher.exact("x"), how, event -> {
            inside.countDown();
            go.await();
            handled.add(event.data());
        });
    }

    private void emit(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> bus.emit("x", i));
    }

    private HandlerCounts counts() {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }

    /** The list is plain: what handlers did is visible after a close that waited for them. */
    @Test
    void mailboxesAreEmptiedBeforeItReturns() {
        register(Delivery.async().capacity(5_000));
        emit(5_000);
        assertThat(bus.close(LONG)).isEqualTo(NOTHING_LEFT);
        assertThat(handled).isEqualTo(IntStream.rangeClosed(1, 5_000).boxed().toList());
    }

    @Test
    void whatHandlersEmitMeanwhileIsAccepted() throws Exception {
        bus.registerHandler("emits", TopicMatcher.exact("x"), Delivery.async(), event -> {
            inside.countDown();
            go.await();
            bus.emit("y", event.data());
        });
        bus.registerHandler("inner", TopicMatcher.exact("y"), Delivery.async(), event -> handled.add(event.data()));
        emit(3);
        inside.await();
        Future<CloseReport> closing = other.submit(() -> bus.close(LONG));
        while (!bus.isClosed()) {
            Thread.onSpinWait();
        }
        go.countDown();
        assertThat(closing.get()).isEqualTo(NOTHING_LEFT);
        assertThat(handled).containsExactly(1, 2, 3);
    }

    @Test
    void atTheLimitWhatWaitsIsReportedEventByEventAndCounted() {
        register(Delivery.async().executor(executor));
        emit(3);
        CloseReport report = bus.close(Duration.ZERO);
        assertThat(report).isEqualTo(new CloseReport(Map.of("h", 3L), 0));
        assertThat(report.isComplete()).isFalse();
        assertThat(reported.stream().<Object>map(it -> it.event().data())).containsExactly(1, 2, 3);
        assertThat(reported).extracting(HandlerFailure::reason).containsOnly(Reason.UNDELIVERED);
        assertThat(reported.get(0).cause())
                .isInstanceOf(BusClosedException.class)
                .hasMessage("bus must be open when a mailbox takes an event: key=\"h\"; emit before Bus.close returns");
        executor.runUntilIdle();
        assertThat(handled).isEmpty();
        assertThat(counts()).isEqualTo(new HandlerCounts(3, 0, 0, 0, 0, 3, 0, 0));
    }

    @Test
    void atTheLimitAHandlerOnAThreadOfTheBusIsInterrupted() throws Exception {
        registerOneThatWaits(Delivery.async());
        emit(3);
        inside.await();
        assertThat(bus.close(Duration.ofNanos(1))).isEqualTo(new CloseReport(Map.of("h", 2L), 1));
        while (counts().pending() > 0) {
            Thread.onSpinWait();
        }
        assertThat(reported)
                .extracting(it -> it.reason() + " " + it.event().data())
                .containsExactlyInAnyOrder("UNDELIVERED 2", "UNDELIVERED 3", "FAILED 1");
        assertThat(reported).extracting(HandlerFailure::cause).hasAtLeastOneElementOfType(InterruptedException.class);
        assertThat(counts()).isEqualTo(new HandlerCounts(3, 0, 1, 0, 0, 2, 0, 0));
    }

    @Test
    void atTheLimitAHandlerOnAThreadOfAnotherExecutorIsLeftAlone() throws Exception {
        registerOneThatWaits(Delivery.async().executor(other));
        emit(1);
        inside.await();
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of(), 1));
        go.countDown();
        while (counts().pending() > 0) {
            Thread.onSpinWait();
        }
        assertThat(handled).containsExactly(1);
        assertThat(other.isShutdown()).isFalse();
    }

    @Test
    void insideAHandlerItEndsTheIntakeAndReturnsAndTheRestIsHandled() {
        List<CloseReport> reports = new ArrayList<>();
        bus.registerHandler("h", TopicMatcher.exact("x"), Delivery.async(), event -> {
            if (event.data().equals(1)) {
                go.await();
                reports.add(bus.close(LONG));
            }
            handled.add(event.data());
        });
        emit(3);
        go.countDown();
        while (!bus.isClosed()) {
            Thread.onSpinWait();
        }
        assertThat(bus.close(LONG)).isEqualTo(NOTHING_LEFT);
        assertThat(handled).containsExactly(1, 2, 3);
        assertThat(reports).containsExactly(new CloseReport(Map.of("h", 2L), 1));
    }

    @Test
    void aSecondCloseWaitsForTheFirstUpToItsOwnLimit() throws Exception {
        registerOneThatWaits(Delivery.async());
        emit(2);
        inside.await();
        Future<CloseReport> first = other.submit(() -> bus.close(LONG));
        while (!bus.isClosed()) {
            Thread.onSpinWait();
        }
        Future<CloseReport> second = other.submit(() -> bus.close(LONG));
        assertThat(bus.close(Duration.ZERO)).as("so far").isEqualTo(new CloseReport(Map.of("h", 1L), 1));
        assertThat(reported).isEmpty();
        go.countDown();
        assertThat(first.get()).isEqualTo(NOTHING_LEFT);
        assertThat(second.get()).isEqualTo(NOTHING_LEFT);
        assertThat(bus.close(Duration.ZERO)).isEqualTo(NOTHING_LEFT);
        assertThat(handled).containsExactly(1, 2);
    }

    @Test
    void anInterruptEndsTheWaitAndTheFlagStays() {
        register(Delivery.async().executor(executor));
        emit(2);
        Thread.currentThread().interrupt();
        CloseReport report = bus.close(LONG);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(report).isEqualTo(new CloseReport(Map.of("h", 2L), 0));
    }

    @Test
    void theBuilderSaysHowLongCloseWaits() {
        Bus impatient = Buses.builder()
                .closeLimit(Duration.ZERO)
                .errorHandler(reported::add)
                .build();
        impatient.registerTopics("x");
        impatient.registerHandler("h", TopicMatcher.exact("x"), Delivery.async().executor(executor), event -> {});
        impatient.emit("x", 1);
        impatient.close();
        assertThat(reported).extracting(HandlerFailure::reason).containsExactly(Reason.UNDELIVERED);
    }

    /** An emit that was under way when the bus was closed, on a thread that is not waited for. */
    @Test
    void aMailboxThatIsClosedRejectsWhatComesLater() throws Exception {
        bus.registerHandler("waits", TopicMatcher.exact("x"), event -> {
            inside.countDown();
            go.await();
        });
        register(Delivery.async());
        Future<?> emitting = other.submit(() -> emit(1));
        inside.await();
        assertThat(bus.close(LONG)).isEqualTo(NOTHING_LEFT);
        go.countDown();
        emitting.get();
        assertThat(Buses.shown(reported)).containsExactly("h REJECTED BusClosedException");
        assertThat(counts()).isEqualTo(new HandlerCounts(1, 0, 0, 0, 1, 0, 0, 0));
    }

    @Test
    void anEmitterThatWaitsForRoomIsReleased() throws Exception {
        registerOneThatWaits(Delivery.async().capacity(1));
        emit(1);
        inside.await();
        Thread emitting = new Thread(() -> {
            bus.emit("x", 2);
            bus.emit("x", 3); // one is handled, one waits, and the third finds no room
        });
        emitting.start();
        while (emitting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of("h", 1L), 1));
        emitting.join();
        assertThat(reported.stream().map(it -> it.reason() + " " + it.event().data()))
                .contains("UNDELIVERED 2", "REJECTED 3");
    }

    @Test
    void aNegativeLimitIsRefusedAndChangesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.close(Duration.ofSeconds(-1)))
                .withMessage("limit must not be negative: limit=PT-1S; zero is not to wait at all");
        assertThat(bus.isClosed()).isFalse();
    }

    @Test
    void whoIsToldOfALossAtTheLimitMayCloseTheBus() {
        AtomicReference<Bus> closing = new AtomicReference<>();
        Bus own = Buses.builder()
                .errorHandler(failure -> closing.get().close(Duration.ofDays(1)))
                .build();
        closing.set(own);
        own.registerTopics("x");
        own.registerHandler("h", TopicMatcher.exact("x"), Delivery.async().executor(executor), event -> {});
        own.emit("x", 1);
        assertThat(CompletableFuture.supplyAsync(() -> own.close(Duration.ZERO)))
                .as("it does not wait for itself")
                .succeedsWithin(LONG)
                .isEqualTo(new CloseReport(Map.of("h", 1L), 0));
    }

    /** The task of an ordered mailbox goes on while somebody counts. */
    @Test
    void howManyCallsHaveNotComeBackIsNeverNegative() throws Exception {
        CountDownLatch all = new CountDownLatch(10);
        Subscriber subscriber = (Subscriber) bus.registerHandler(
                "h", TopicMatcher.exact("x"), Delivery.async().executor(executor), event -> {
                    inside.countDown();
                    go.await();
                    all.countDown();
                });
        emit(10);
        Future<?> task = other.submit(executor::runUntilIdle);
        inside.await();
        Map<String, Long> waiting = new HashMap<>() {
            @Override
            public Long merge(String key, Long count, BiFunction<? super Long, ? super Long, ? extends Long> sum) {
                go.countDown();
                try {
                    all.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return super.merge(key, count, sum);
            }
        };
        assertThat(((Mailbox) subscriber.intake).unfinished(waiting)).isZero();
        assertThat(waiting).isEqualTo(Map.of("h", 9L));
        task.get();
    }
}
