package bus.api;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.HandlerFailure.Reason;
import org.junit.jupiter.api.Test;

class LoggingErrorHandlerTest {

    private static final Event<String> EVENT =
            Event.builder(Topic.of("t", String.class), "secret").id("{0} %s").build();

    @Test
    void aFailureIsLoggedAsAnErrorWithItsStack() {
        Exception cause = new IllegalStateException("broken");
        HandlerFailure failure = new HandlerFailure(EVENT, "k", Reason.FAILED, cause);

        try (LogCapture log = new LogCapture()) {
            new LoggingErrorHandler(System.getLogger("bus.api.Bus")).onFailure(failure);

            assertThat(log.entries())
                    .containsExactly(new LogCapture.Entry(
                            "SEVERE",
                            "HandlerFailure[key=k, reason=FAILED, topic=t, id={0} %s,"
                                    + " cause=java.lang.IllegalStateException: broken]",
                            cause));
        }
    }
}
