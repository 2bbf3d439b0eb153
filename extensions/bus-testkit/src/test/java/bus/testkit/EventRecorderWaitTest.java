package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import bus.api.Event;
import bus.api.Topic;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Waits are given an hour, so that none that ends has ended by its limit; the timeout makes one that does not end fail.
 */
@Timeout(60)
class EventRecorderWaitTest {

    private static final Topic<Object> TOPIC = Topic.of("letters", Object.class);

    private final EventRecorder<Object> recorder = EventRecorder.create().within(Duration.ofHours(1));
    private final EventRecorder<Object> now = recorder.within(Duration.ZERO);

    private void record(Object payload) {
        recorder.handle(Event.builder(TOPIC, payload).build());
    }

    private static String failure(ThrowingCallable wait) {
        return catchThrowableOfType(AssertionError.class, wait).getMessage();
    }

    private interface Wait {
        void end() throws InterruptedException;
    }

    private record Waiting(Thread thread, FutureTask<String> outcome) {

        void untilParked() throws InterruptedException {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                assertThat(outcome).isNotDone();
                if (Thread.interrupted()) {
                    throw new InterruptedException("not parked: " + thread.getState());
                }
                Thread.onSpinWait();
            }
        }
    }

    private Waiting start(Wait wait) throws InterruptedException {
        FutureTask<String> outcome = new FutureTask<>(() -> {
            try {
                wait.end();
                return "met with " + recorder.data();
            } catch (AssertionError e) {
                return e.getMessage();
            }
        });
        Thread thread = new Thread(outcome);
        thread.setDaemon(true);
        thread.start();
        Waiting waiting = new Waiting(thread, outcome);
        waiting.untilParked();
        return waiting;
    }

    /** Records the payloads while a thread waits; the last one has to end the wait. */
    private String outcome(Wait wait, Object... payloads) throws Exception {
        recorder.clear();
        Waiting waiting = start(wait);
        for (Object payload : payloads) {
            waiting.untilParked();
            record(payload);
        }
        return waiting.outcome().get();
    }

    @Test
    void aWaitEndsWithTheLastOfTheExpectedEvents() throws Exception {
        assertThat(outcome(() -> recorder.awaitExactly("a", "b"), "a", "b")).isEqualTo("met with [a, b]");
        assertThat(outcome(() -> recorder.awaitInAnyOrder("a", "b"), "b", "a")).isEqualTo("met with [b, a]");
        assertThat(outcome(() -> recorder.awaitSubsequence("a", "b"), "b", "a", "x", "b"))
                .isEqualTo("met with [b, a, x, b]");
        assertThat(outcome(() -> recorder.awaitCount(2), "a", "b")).isEqualTo("met with [a, b]");
    }

    @Test
    void aWaitEndsWithTheFirstEventThatIsNotExpected() throws Exception {
        assertThat(outcome(() -> recorder.awaitExactly("a", "b", "c"), "a", "c"))
                .startsWith("payloads must be exactly the expected ones, in this order: expected=3, recorded=2, ");
        assertThat(outcome(() -> recorder.awaitInAnyOrder("a", "b", "c"), "b", "b"))
                .startsWith("payloads must be exactly the expected ones, in any order: expected=3, recorded=2, ");
    }

    @Test
    void anEventEndsTheWaitsOfAllThreads() throws Exception {
        Waiting one = start(() -> recorder.awaitExactly("a"));
        Waiting other = start(() -> recorder.awaitCount(1));
        record("a");
        assertThat(one.outcome().get()).isEqualTo("met with [a]");
        assertThat(other.outcome().get()).isEqualTo("met with [a]");
    }

    @Test
    void theLongestLimitIsNotTooLong() throws Exception {
        EventRecorder<Object> forEver = recorder.within(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(outcome(() -> forEver.awaitExactly("a"), "a")).isEqualTo("met with [a]");
    }

    @Test
    void aWaitEndsAtTheLimit() {
        EventRecorder<Object> brief = recorder.within(Duration.ofMillis(50));
        failure(() -> now.awaitCount(1)); // so that loading classes takes none of the time that is measured
        long start = System.nanoTime();
        String message = failure(() -> brief.awaitCount(1));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
        assertThat(message).contains(", limit=PT0.05S; ");
    }

    @Test
    void aWaitBeginsAgainAfterAClear() throws Exception {
        CountDownLatch compared = new CountDownLatch(1);
        Object a = new Telling(compared);
        Waiting waiting = start(() -> recorder.awaitExactly(a, "b"));
        record(a);
        compared.await();
        recorder.clear();
        record("b");
        assertThat(waiting.outcome().get()).isEqualTo("""
                        payloads must be exactly the expected ones, in this order: expected=2, recorded=1, firstDifference=0; \
                        emit these alone, clear() what an earlier step has left, or use awaitInAnyOrder or awaitSubsequence
                        expected payloads:
                          > [0] a (bus.testkit.EventRecorderWaitTest$Telling)
                            [1] b
                        recorded events:
                          > [0] topic=letters, id=test, data=b (java.lang.String)""");
    }

    @Test
    void anInterruptEndsAWait() throws Exception {
        Waiting waiting = start(() -> recorder.awaitExactly("a"));
        waiting.thread().interrupt();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(waiting.outcome()::get)
                .withCauseInstanceOf(InterruptedException.class);
        record("a");
        now.awaitExactly("a");
    }

    @Test
    void aThreadThatIsInterruptedDoesNotWait() {
        record("a");
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> recorder.awaitExactly("a"));
        assertThat(Thread.interrupted()).isFalse();
    }

    /** A payload that tells when it has been compared. */
    private static final class Telling {

        private final CountDownLatch compared;

        Telling(CountDownLatch compared) {
            this.compared = compared;
        }

        @Override
        public boolean equals(Object other) {
            compared.countDown();
            return other == this;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @Override
        public String toString() {
            return "a";
        }
    }
}
