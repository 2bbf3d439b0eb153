package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.Event;
import bus.api.Topic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRecorderTest {

    private static final Topic<Object> TOPIC = Topic.of("letters", Object.class);

    private final EventRecorder<Object> recorder = EventRecorder.create();
    private final EventRecorder<Object> now = recorder.within(Duration.ZERO);

    private void record(Object... payloads) {
        for (Object payload : payloads) {
            recorder.handle(event(payload));
        }
    }

    private Event<Object> event(Object payload) {
        return Event.builder(TOPIC, payload)
                .id(String.valueOf(recorder.size() + 1))
                .build();
    }

    // ---- What was recorded ----

    @Test
    void eventsAreKeptInTheOrderInWhichTheyCame() {
        Event<Object> a = event("a");
        Event<Object> b = event("b");
        recorder.handle(b);
        recorder.handle(a);
        assertThat(recorder.events()).containsExactly(b, a);
        assertThat(recorder.data()).containsExactly("b", "a");
        assertThat(recorder.size()).isEqualTo(2);
        assertThat(recorder).hasToString("EventRecorder[size=2, limit=PT10S]");
    }

    @Test
    void aListIsACopyThatNobodyChanges() {
        record("a");
        List<Event<Object>> events = recorder.events();
        List<Object> data = recorder.data();
        record("b");
        assertThat(events).hasSize(1).isUnmodifiable();
        assertThat(data).containsExactly("a").isUnmodifiable();
    }

    @Test
    void whatIsClearedIsForgotten() throws Exception {
        record("a");
        recorder.clear();
        assertThat(recorder.events()).isEmpty();
        record("b");
        now.awaitExactly("b");
    }

    @Test
    void aWaitEndsAfterTenSecondsUnlessThereIsAnotherLimit() {
        EventRecorder<String> orders = EventRecorder.create();
        assertThat(orders).hasToString("EventRecorder[size=0, limit=PT10S]");
        assertThat(orders.within(Duration.ofMillis(1))).hasToString("EventRecorder[size=0, limit=PT0.001S]");
    }

    @Test
    void anotherLimitIsOnTheSameEvents() {
        record("a");
        assertThat(now.data()).containsExactly("a");
        now.handle(event("b"));
        assertThat(recorder.data()).containsExactly("a", "b");
        now.clear();
        assertThat(recorder.size()).isZero();
    }

    /** Many times the same events, as making them would keep the threads from meeting. */
    @Test
    void noEventOfSeveralThreadsIsLost() throws Exception {
        int times = 200_000;
        Threads.run(4, thread -> {
            Event<Object> first =
                    Event.<Object>builder(TOPIC, "first of " + thread).build();
            Event<Object> other =
                    Event.<Object>builder(TOPIC, "other of " + thread).build();
            recorder.handle(first);
            for (int i = 0; i < times; i++) {
                recorder.handle(other);
            }
            return thread;
        });
        assertThat(recorder.size()).isEqualTo(4 * (times + 1));
        assertThat(recorder.data()).doesNotContainNull();
        now.awaitSubsequence("first of 0", "other of 0", "other of 0");
        now.awaitSubsequence("first of 3", "other of 3", "other of 3");
    }

    // ---- Expectations that are met ----

    @Test
    void whatIsMetIsMetAtOnce() throws Exception {
        record("a", "b", "c", "a");
        now.awaitExactly("a", "b", "c", "a");
        now.awaitInAnyOrder("c", "a", "a", "b");
        now.awaitSubsequence("a", "b", "c", "a");
        now.awaitSubsequence("b", "a");
        now.awaitCount(4);
        now.awaitCount(3);
    }

    @Test
    void nothingMayBeExpected() throws Exception {
        now.awaitExactly();
        now.awaitInAnyOrder();
        now.awaitCount(0);
        record("a");
        now.awaitSubsequence();
        now.awaitCount(0);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> recorder.handle(null)).withMessage("event must not be null");
        assertThatNullPointerException().isThrownBy(() -> recorder.within(null)).withMessage("limit must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> recorder.awaitExactly((Object[]) null))
                .withMessage("payloads must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> recorder.awaitExactly("a", null))
                .withMessage("payloads[1] must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> recorder.awaitInAnyOrder("a", "b", null))
                .withMessage("payloads[2] must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> recorder.awaitSubsequence(null, "b"))
                .withMessage("payloads[0] must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.within(Duration.ofSeconds(-1)))
                .withMessage("limit must not be negative: limit=PT-1S; zero is not to wait at all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorder.awaitCount(-1))
                .withMessage("count must not be negative: count=-1; zero is reached without an event");
    }
}
