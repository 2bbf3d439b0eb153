package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a bus tells of itself does not change any more, whatever becomes of what it was made of. */
class SnapshotTypesTest {

    private static final HandlerCounts COUNTS = new HandlerCounts(8, 1, 1, 1, 1, 1, 1, 2);
    private static final HandlerSnapshot HANDLER =
            new HandlerSnapshot("h", TopicMatcher.exact("x"), Delivery.sync(), true, COUNTS, CallSite.unknown());
    private static final ScheduledSnapshot SCHEDULED = new ScheduledSnapshot("x", Instant.EPOCH);

    @Test
    void aSnapshotIsACopy() {
        List<String> keys = new ArrayList<>(List.of("h"));
        TopicSnapshot topic = new TopicSnapshot("x", Object.class, keys);
        List<TopicSnapshot> topics = new ArrayList<>(List.of(topic));
        List<HandlerSnapshot> handlers = new ArrayList<>(List.of(HANDLER));
        List<ScheduledSnapshot> scheduled = new ArrayList<>(List.of(SCHEDULED));
        BusSnapshot snapshot = new BusSnapshot(topics, handlers, scheduled, 0, false);
        keys.clear();
        topics.clear();
        handlers.clear();
        scheduled.clear();
        assertThat(topic.handlerKeys()).containsExactly("h");
        assertThat(snapshot.topics()).containsExactly(topic);
        assertThat(snapshot.handlers()).containsExactly(HANDLER);
        assertThat(snapshot.scheduled()).containsExactly(SCHEDULED);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> snapshot.handlers().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> snapshot.scheduled().clear());
    }

    @Test
    void aHandlerIsFoundByItsKey() {
        BusSnapshot snapshot = new BusSnapshot(List.of(), List.of(HANDLER), List.of(), 0, false);
        assertThat(snapshot.handler("h")).containsSame(HANDLER);
        assertThat(snapshot.handler("other")).isEmpty();
    }

    @Test
    void aReportIsACopyInItsOrder() {
        Map<String, Long> undelivered = new LinkedHashMap<>();
        undelivered.put("z", 1L);
        undelivered.put("a", 2L);
        List<ScheduledSnapshot> scheduled = new ArrayList<>(List.of(SCHEDULED));
        CloseReport report = new CloseReport(undelivered, 0, scheduled);
        undelivered.clear();
        scheduled.clear();
        assertThat(report.undelivered()).containsExactly(Map.entry("z", 1L), Map.entry("a", 2L));
        assertThat(report)
                .hasToString("CloseReport[undelivered={z=1, a=2}, running=0,"
                        + " scheduled=[ScheduledSnapshot[topic=x, dueAt=1970-01-01T00:00:00Z]]]");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> report.undelivered().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> report.scheduled().clear());
    }

    @Test
    void aReportOfABusThatHadNothingScheduledNeedsNotSaySo() {
        assertThat(new CloseReport(Map.of("h", 1L), 2)).isEqualTo(new CloseReport(Map.of("h", 1L), 2, List.of()));
    }

    @Test
    void aReportIsCompleteIfNothingIsLeft() {
        assertThat(new CloseReport(Map.of(), 0).isComplete()).isTrue();
        assertThat(new CloseReport(Map.of("h", 1L), 0).isComplete()).isFalse();
        assertThat(new CloseReport(Map.of(), 1).isComplete()).isFalse();
        assertThat(new CloseReport(Map.of(), 0, List.of(SCHEDULED)).isComplete())
                .isFalse();
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new CloseReport(null, 0))
                .withMessage("undelivered must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new CloseReport(Map.of(), 0, null))
                .withMessage("scheduled must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new BusSnapshot(List.of(), List.of(), null, 0, false))
                .withMessage("scheduled must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new ScheduledSnapshot(null, Instant.EPOCH))
                .withMessage("topic must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new ScheduledSnapshot("x", null))
                .withMessage("dueAt must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new BusSnapshot(List.of(), List.of(), List.of(), 0, false).handler(null))
                .withMessage("key must not be null");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> new HandlerSnapshot("h", TopicMatcher.exact("x"), null, true, COUNTS, CallSite.unknown()))
                .withMessage("delivery must not be null");
        assertThatNullPointerException()
                .isThrownBy(
                        () -> new HandlerSnapshot("h", TopicMatcher.exact("x"), Delivery.sync(), true, COUNTS, null))
                .withMessage("registeredAt must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new TopicSnapshot("x", null, List.of()))
                .withMessage("payload must not be null");
    }
}
