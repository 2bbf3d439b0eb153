package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import bus.api.ErrorHandler;
import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class FailureReporterTest {

    private static final ErrorHandler FAILING = failure -> {
        throw new IllegalStateException("error handler");
    };

    private final HandlerFailure failure = new HandlerFailure(
            Event.builder(Topic.of("x", String.class), "secret").build(),
            "h",
            HandlerFailure.Reason.FAILED,
            new java.io.IOException("disk"));

    @Test
    void anErrorHandlerThatWorksIsToldAndNothingIsLogged() {
        List<HandlerFailure> told = new ArrayList<>();
        Log log = new Log();
        new FailureReporter(told::add, log).report(failure);
        assertThat(told).containsExactly(failure);
        assertThat(log.lines).isEmpty();
    }

    @Test
    void bothFailuresAreLoggedWhenTheErrorHandlerFails() {
        Log log = new Log();
        new FailureReporter(FAILING, log).report(failure);
        assertThat(log.lines)
                .containsExactly(
                        "ERROR The error handler failed: key=h, reason=FAILED, topic=x, cause=java.io.IOException,"
                                + " thrown=java.lang.IllegalStateException: null",
                        "ERROR The cause was: java.io.IOException: disk",
                        "ERROR The error handler threw: java.lang.IllegalStateException: error handler");
    }

    @Test
    void aLogThatFailsBreaksNothing() {
        Log log = new Log() {
            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                super.log(level, bundle, message, thrown);
                throw new IllegalStateException("log");
            }
        };
        assertThatCode(() -> new FailureReporter(FAILING, log).report(failure)).doesNotThrowAnyException();
        assertThat(log.lines).hasSize(3);
    }

    private static class Log implements System.Logger {

        final List<String> lines = new ArrayList<>();

        @Override
        public String getName() {
            return "log";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            lines.add(level + " " + message + ": " + thrown);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... params) {
            lines.add(level + " " + format);
        }
    }
}
