package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.HandlerFailure.Reason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlerExceptionTest {

    private static final Event<String> EVENT =
            Event.builder(Topic.of("t", String.class), "secret").id("i").build();

    private static HandlerFailure failure(String key, Throwable cause) {
        return new HandlerFailure(EVENT, key, Reason.FAILED, cause);
    }

    @Test
    void theFirstFailureIsTheCauseAndTheOthersAreSuppressed() {
        Exception first = new IllegalStateException("1");
        Exception second = new IllegalStateException("2");
        Error third = new AssertionError("3");
        List<HandlerFailure> failures = List.of(failure("a", first), failure("b", second), failure("c", third));

        HandlerException exception = new HandlerException(failures);

        assertThat(exception.getCause()).isSameAs(first);
        assertThat(exception.getSuppressed()).containsExactly(second, third);
        assertThat(exception.failures()).isEqualTo(failures);
        assertThat(exception.event()).isSameAs(EVENT);
        assertThat(exception).isInstanceOf(BusException.class);
    }

    @Test
    void theMessageNamesHandlersTopicIdAndFirstCauseButNotThePayload() {
        HandlerException exception = new HandlerException(
                List.of(failure("a", new IllegalStateException("1")), failure("b", new IllegalStateException("2"))));

        assertThat(exception)
                .hasMessage(
                        "handlers must not throw: keys=[a, b], topic=\"t\", id=i,"
                                + " cause=java.lang.IllegalStateException; catch it in the handler or use FailurePolicy.REPORT");
    }

    @Test
    void theFailuresAreACopyThatCannotBeChanged() {
        List<HandlerFailure> failures = new ArrayList<>(List.of(failure("a", new IllegalStateException("1"))));
        HandlerException exception = new HandlerException(failures);

        failures.clear();

        assertThat(exception.failures()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> exception.failures().clear());
    }

    @Test
    void severalHandlersMayThrowTheSameThrowable() {
        Exception same = new IllegalStateException("same");

        HandlerException exception =
                new HandlerException(List.of(failure("a", same), failure("b", same), failure("c", same)));
        StringWriter text = new StringWriter();
        exception.printStackTrace(new PrintWriter(text));

        assertThat(exception.failures()).extracting(HandlerFailure::key).containsExactly("a", "b", "c");
        assertThat(exception.getCause()).isSameAs(same);
        assertThat(exception.getSuppressed()).isEmpty();
        assertThat(text.toString())
                .contains("keys=[a, b, c]", "IllegalStateException: same")
                .doesNotContain("CIRCULAR");
    }

    @Test
    void noFailureIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandlerException(List.of()))
                .withMessage("failures must not be empty: failures=[]; give those of the handlers");
    }

    @Test
    void nullListsAreRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new HandlerException(null))
                .withMessage("failures must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new NestingException(null, 1))
                .withMessage("topics must not be null");
    }

    @Test
    void aCauseWithoutAMessageThatCanBeReadIsStillACause() {
        RuntimeException cause = new RuntimeException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message today");
            }
        };
        HandlerFailure failure = new HandlerFailure(EVENT, "a", Reason.FAILED, cause);

        assertThat(failure.toString()).contains("key=a");
        assertThat(new HandlerException(List.of(failure)).getCause()).isSameAs(cause);
    }
}
