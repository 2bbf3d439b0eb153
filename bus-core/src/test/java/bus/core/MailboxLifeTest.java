package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.Overflow;
import bus.api.Registration;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mailboxes are opened, replaced and left; and nothing of one event is left behind for the next. */
@Timeout(60)
class MailboxLifeTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");
    private static final Duration LONG = Duration.ofSeconds(50);

    private final List<HandlerFailure> reported = Collections.synchronizedList(new ArrayList<>());
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final Delivery<Object> manual = Delivery.async().executor(executor);
    private final List<String> handled = new ArrayList<>();

    MailboxLifeTest() {
        bus.registerTopics("x");
    }

    private Registration register(String key, String name, Delivery<Object> how) {
        return bus.registerHandler(key, ALL, how, event -> handled.add(name + event.data()));
    }

    @Test
    void aHandlerThatWasRemovedStillGetsWhatItHadAcceptedAndIsDrainedThen() throws Exception {
        Registration registration = register("h", "a", manual);
        bus.emit("x", 1);
        bus.emit("x", 2);
        assertThat(registration.drained()).isNotDone();
        registration.close();
        bus.emit("x", 3);
        assertThat(registration.drained()).isNotDone();
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a1", "a2");
        assertThat(registration.drained().get(50, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void oneWithoutEventsIsDrainedAtOnce() {
        Registration registration = register("h", "a", manual);
        registration.close();
        assertThat(registration.drained()).isDone();
    }

    @Test
    void aSynchronousHandlerIsDrainedWhenItIsRemoved() {
        Registration registration = register("h", "a", Delivery.sync());
        bus.emit("x", 1);
        assertThat(registration.drained()).isNotDone();
        bus.deregisterHandler("h");
        assertThat(registration.drained()).isDone();
    }

    @Test
    void whenTheBusIsClosedEveryHandlerIsDrained() {
        Registration idle = register("idle", "a", manual);
        Registration busy = register("busy", "b", manual);
        bus.emit("x", 1);
        bus.close(Duration.ZERO);
        executor.runUntilIdle();
        assertThat(idle.drained()).isDone();
        assertThat(busy.drained()).isDone();
        assertThat(handled).isEmpty();
    }

    @Test
    void anEmitThatWaitsForRoomGoesOnWhenTheHandlerIsRemoved() throws Exception {
        Registration registration = register("h", "a", manual.capacity(1));
        bus.emit("x", 1);
        Thread emitting = emittingInVain(2);
        registration.close();
        emitting.join();
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a1");
        assertThat(registration.drained()).isDone();
        assertThat(reported).isEmpty();
    }

    @Test
    void anEmitThatWaitsForRoomGoesToTheHandlerThatTakesThePlace() throws Exception {
        register("h", "old", manual.capacity(1));
        bus.emit("x", 1);
        Thread emitting = emittingInVain(2);
        register("h", "new", manual.capacity(1));
        emitting.join();
        executor.runUntilIdle();
        assertThat(handled).containsExactly("old1", "new2");
        assertThat(reported).isEmpty();
    }

    /** Starts a thread, and waits until it waits for room. */
    private Thread emittingInVain(int data) {
        Thread emitting = new Thread(() -> bus.emit("x", data));
        emitting.start();
        while (emitting.getState() != Thread.State.TIMED_WAITING && emitting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return emitting;
    }

    @Test
    void whatDependsOnDrainedDoesNotRunOnAThreadThatHandles() throws Exception {
        Thread[] threads = new Thread[2];
        CompletableFuture<Void> attached = new CompletableFuture<>();
        Registration registration = bus.registerHandler("h", ALL, Delivery.async(), event -> {
            threads[0] = Thread.currentThread();
            attached.join();
        });
        bus.emit("x", 1);
        registration.close();
        CompletableFuture<Void> dependent = registration.drained().thenRun(() -> threads[1] = Thread.currentThread());
        attached.complete(null);
        dependent.get(50, TimeUnit.SECONDS);
        assertThat(threads[1]).isNotNull().isNotSameAs(threads[0]);
    }

    @Test
    void aHandlerMayEndItselfAndGetsWhatItHadAccepted() {
        bus.registerHandler("h", ALL, manual, event -> {
            bus.deregisterHandler("h");
            handled.add("a" + event.data());
        });
        bus.emit("x", 1);
        bus.emit("x", 2);
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a1", "a2");
        assertThat(bus.handlerKeys()).isEmpty();
    }

    @Test
    void theOldMailboxIsEmptiedBeforeTheNewHandlerBegins() {
        Registration old = register("h", "old", manual);
        bus.emit("x", 1);
        bus.emit("x", 2);
        register("h", "new", Delivery.async().executor(Runnable::run)); // would begin at once, on this thread
        bus.emit("x", 3);
        assertThat(handled).isEmpty();
        executor.runUntilIdle();
        assertThat(handled).containsExactly("old1", "old2", "new3");
        assertThat(old.drained()).isDone();
        bus.emit("x", 4);
        assertThat(handled).endsWith("new4");
    }

    /** On a small stack. */
    @Test
    void anExecutorThatRunsTasksAtOnceDoesNotStackThemUpHoweverManyEventsWait() throws Exception {
        register("h", "old", manual);
        bus.emit("x", 1);
        register("h", "new", Delivery.async().capacity(100_000).executor(Runnable::run));
        IntStream.range(0, 100_000).forEach(i -> bus.emit("x", i));
        Thread releasing = new Thread(null, executor::runUntilIdle, "small", 256 << 10);
        releasing.start();
        releasing.join();
        assertThat(handled).hasSize(100_001);
    }

    @Test
    void anInterruptIsGivenBackAfterTheLastBatchThatAnExecutorRunsAtOnce() throws Exception {
        List<Boolean> flags = new ArrayList<>();
        register("h", "old", manual);
        bus.emit("x", 1);
        bus.registerHandler("h", ALL, Delivery.async().executor(Runnable::run), event -> {
            flags.add(Thread.currentThread().isInterrupted());
            if (event.data().equals(0)) {
                Thread.currentThread().interrupt();
            }
        });
        IntStream.range(0, 200).forEach(i -> bus.emit("x", i));
        executor.runUntilIdle();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(flags).hasSize(200).containsOnly(false);
    }

    @Test
    void ofThreeUnderOneKeyEachWaitsForTheOneBefore() {
        register("h", "a", manual);
        bus.emit("x", 1);
        register("h", "b", manual);
        Registration last = register("h", "c", manual);
        bus.emit("x", 2);
        assertThat(executor.waiting()).as("only the first may begin").isEqualTo(1);
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a1", "c2");
        last.close();
        assertThat(last.drained()).isDone();
    }

    @Test
    void anEmitUnderWayThatFindsTheOldMailboxLeftGoesToTheNewOne() {
        bus.registerHandler("replaces", ALL, event -> {
            if (event.data().equals(1)) {
                register("h", "new", manual);
            }
        });
        register("h", "old", manual);
        bus.emit("x", 1);
        bus.emit("x", 2);
        executor.runUntilIdle();
        assertThat(handled).containsExactly("new1", "new2");
    }

    @Test
    void anAsynchronousHandlerBecomesSynchronousAtOnce() {
        register("h", "old", manual);
        bus.emit("x", 1);
        register("h", "new", Delivery.sync());
        bus.emit("x", 2);
        executor.runUntilIdle();
        assertThat(handled).containsExactly("new2", "old1");
    }

    @Test
    void anInterruptDoesNotLeakIntoTheNextEvent() throws Exception {
        List<Boolean> flags = new ArrayList<>();
        bus.registerHandler("h", ALL, Delivery.async(), event -> {
            flags.add(Thread.currentThread().isInterrupted());
            if (event.data().equals(1)) {
                Thread.currentThread().interrupt();
            } else if (event.data().equals(2)) {
                throw new InterruptedException("in the handler");
            }
        });
        IntStream.rangeClosed(1, 3).forEach(i -> bus.emit("x", i));
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(flags).containsExactly(false, false, false);
    }

    @Test
    void anExecutorGetsTheInterruptOfItsThreadBackAfterTheBatch() {
        List<Boolean> flags = new ArrayList<>();
        bus.registerHandler("h", ALL, manual, event -> {
            flags.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        bus.emit("x", 1);
        bus.emit("x", 2);
        executor.step();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(flags).containsExactly(false, false);
    }

    @Test
    void anInterruptIsGivenBackByTheTaskThatHadItAlone() {
        bus.registerHandler("h", ALL, manual, event -> {
            if (event.data().equals(1)) {
                Thread.currentThread().interrupt();
            }
        });
        bus.emit("x", 1);
        executor.step();
        assertThat(Thread.interrupted()).isTrue();
        bus.emit("x", 2);
        executor.step();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void handlersRunOnDaemonThreadsOfTheBus() throws Exception {
        Thread[] thread = new Thread[1];
        bus.registerHandler("h", ALL, Delivery.async(), event -> thread[0] = Thread.currentThread());
        bus.emit("x", 1);
        assertThat(bus.awaitIdle(LONG)).isTrue();
        assertThat(thread[0]).isNotSameAs(Thread.currentThread());
        assertThat(thread[0].isDaemon()).isTrue();
        assertThat(thread[0].toString())
                .as("virtual from 21 on")
                .startsWith(Runtime.version().feature() < 21 ? "Thread[bus" : "VirtualThread[");
    }

    /** More than is kept of an empty queue, and more than a batch, with drops out of the middle of batches. */
    @ParameterizedTest
    @ValueSource(ints = {10, 100})
    void eventsThatAreDroppedWhileABatchIsHandledAreTheOldest(int at) {
        Delivery<Object> small = manual.capacity(3_000).overflow(Overflow.dropOldest());
        bus.registerHandler("h", ALL, small, event -> {
            Event<Object> seen = event;
            handled.add("" + seen.data());
            if (seen.data().equals(at)) { // one more is claimed, so 19 are dropped
                IntStream.range(3_000, 3_000 + at + 20).forEach(i -> bus.emit("x", i));
            }
        });
        IntStream.range(0, 3_000).forEach(i -> bus.emit("x", i));
        executor.runUntilIdle();
        assertThat(handled)
                .isEqualTo(IntStream.range(0, 3_000 + at + 20)
                        .filter(i -> i <= at || i > at + 19)
                        .mapToObj(i -> "" + i)
                        .toList());
        assertThat(reported.stream().<Object>map(it -> it.event().data()))
                .isEqualTo(IntStream.rangeClosed(at + 1, at + 19).boxed().toList());
    }

    @Test
    void anExecutorGetsTheInterruptBackThatAHandlerHasThrownAndTheErrorHandlerRunsWithoutIt() {
        List<Boolean> flags = new ArrayList<>();
        Bus own = Buses.builder()
                .errorHandler(failure -> flags.add(Thread.currentThread().isInterrupted()))
                .build();
        own.registerTopics("x");
        own.registerHandler("h", ALL, manual, event -> {
            if (event.data().equals("flag")) {
                Thread.currentThread().interrupt();
            }
            throw event.data().equals("exception")
                    ? new InterruptedException("in the handler")
                    : new IllegalStateException("in the handler");
        });
        own.emit("x", "nothing");
        executor.step();
        assertThat(Thread.interrupted()).isFalse();
        own.emit("x", "exception");
        executor.step();
        assertThat(Thread.interrupted()).isTrue();
        own.emit("x", "flag");
        executor.step();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(flags).containsExactly(false, false, false);
    }

    @Test
    void aHandlerThatIsRemovedWhileItsTaskIsRefusedIsDrained() {
        Registration[] registration = new Registration[1];
        registration[0] = register("h", "a", Delivery.async().executor(task -> {
            registration[0].close();
            throw new RejectedExecutionException("shut down");
        }));
        bus.emit("x", 1);
        assertThat(Buses.shown(reported)).containsExactly("h REJECTED RejectedExecutionException");
        assertThat(registration[0].drained()).succeedsWithin(LONG);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMailboxWhoseTaskWasRefusedIsFreeForOtherThreads(boolean ordered) {
        Delivery<Object> how = Delivery.async().executor(task -> {
            throw new RejectedExecutionException("shut down");
        });
        register("h", "a", ordered ? how : how.unordered(2));
        bus.emit("x", 1);
        assertThat(CompletableFuture.supplyAsync(() -> bus.emit("x", 2))).succeedsWithin(LONG);
        assertThat(reported).hasSize(2);
    }

    @Test
    void anExecutorThatThrowsAfterItHasRunATaskDoesNoHarm() {
        register("h", "a", Delivery.async().executor(task -> {
            task.run();
            throw new RejectedExecutionException("too late");
        }));
        IntStream.rangeClosed(1, 3).forEach(i -> bus.emit("x", i));
        assertThat(handled).containsExactly("a1", "a2", "a3");
        assertThat(reported).isEmpty();
    }

    @Test
    void oneThatIsNotAtRestIsNotShut() {
        Subscriber subscriber = (Subscriber) register("h", "a", manual);
        Mailbox mailbox = (Mailbox) subscriber.intake;
        bus.emit("x", 1);
        assertThat(mailbox.shutAtRest()).isFalse();
        assertThat(mailbox.mailboxes.shutAtRest()).isFalse();
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a1");
        assertThat(mailbox.mailboxes.shutAtRest()).isTrue();
        bus.emit("x", 2);
        assertThat(Buses.shown(reported)).containsExactly("h REJECTED BusClosedException");
    }
}
