package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

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

    @Test
    void aSnapshotIsACopy() {
        List<String> keys = new ArrayList<>(List.of("h"));
        TopicSnapshot topic = new TopicSnapshot("x", Object.class, keys);
        List<TopicSnapshot> topics = new ArrayList<>(List.of(topic));
        List<HandlerSnapshot> handlers = new ArrayList<>(List.of(HANDLER));
        BusSnapshot snapshot = new BusSnapshot(topics, handlers, false);
        keys.clear();
        topics.clear();
        handlers.clear();
        assertThat(topic.handlerKeys()).containsExactly("h");
        assertThat(snapshot.topics()).containsExactly(topic);
        assertThat(snapshot.handlers()).containsExactly(HANDLER);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> snapshot.handlers().clear());
    }

    @Test
    void aHandlerIsFoundByItsKey() {
        BusSnapshot snapshot = new BusSnapshot(List.of(), List.of(HANDLER), false);
        assertThat(snapshot.handler("h")).containsSame(HANDLER);
        assertThat(snapshot.handler("other")).isEmpty();
    }

    @Test
    void aReportIsACopyInItsOrder() {
        Map<String, Long> undelivered = new LinkedHashMap<>();
        undelivered.put("z", 1L);
        undelivered.put("a", 2L);
        CloseReport report = new CloseReport(undelivered, 0);
        undelivered.clear();
        assertThat(report.undelivered()).containsExactly(Map.entry("z", 1L), Map.entry("a", 2L));
        assertThat(report).hasToString("CloseReport[undelivered={z=1, a=2}, running=0]");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> report.undelivered().clear());
    }

    @Test
    void aReportIsCompleteIfNothingIsLeft() {
        assertThat(new CloseReport(Map.of(), 0).isComplete()).isTrue();
        assertThat(new CloseReport(Map.of("h", 1L), 0).isComplete()).isFalse();
        assertThat(new CloseReport(Map.of(), 1).isComplete()).isFalse();
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new CloseReport(null, 0))
                .withMessage("undelivered must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new BusSnapshot(List.of(), List.of(), false).handler(null))
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
