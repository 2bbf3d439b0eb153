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
            new LoggingErrorHandler().onFailure(failure);

            assertThat(log.entries())
                    .containsExactly(new LogCapture.Entry(
                            "SEVERE",
                            "HandlerFailure[key=k, reason=FAILED, topic=t, id={0} %s,"
                                    + " cause=java.lang.IllegalStateException: broken]",
                            cause));
        }
    }

    @Test
    void whatIsLostIsLoggedAtAFallingRateForEachHandler() {
        LoggingErrorHandler handler = new LoggingErrorHandler();
        Exception cause = new MailboxFullException("full");

        try (LogCapture log = new LogCapture()) {
            for (int i = 0; i < 1_000; i++) {
                handler.onFailure(new HandlerFailure(EVENT, "k", i % 2 == 0 ? Reason.DROPPED : Reason.REJECTED, cause));
            }
            assertThat(log.entries())
                    .extracting(entry -> entry.message().replaceAll(".*so far=", ""))
                    .containsExactly("1", "2", "4", "8", "16", "32", "64", "128", "256", "512");
            handler.onFailure(new HandlerFailure(EVENT, "other", Reason.DROPPED, cause));
            handler.onFailure(new HandlerFailure(EVENT, "k", Reason.FAILED, cause));
            handler.onFailure(new HandlerFailure(EVENT, "k", Reason.UNDELIVERED, cause));
            assertThat(log.entries()).hasSize(12);
        }
    }
}
