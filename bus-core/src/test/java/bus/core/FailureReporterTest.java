package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import bus.api.BusClosedException;
import bus.api.ErrorHandler;
import bus.api.Event;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.ScheduledSnapshot;
import bus.api.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
                        "ERROR The error handler failed: key=\"h\", reason=FAILED, topic=\"x\", cause=java.io.IOException,"
                                + " thrown=java.lang.IllegalStateException",
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

    @Test
    void theFailuresOfHandlersInAScheduledEmitGoToTheErrorHandlerOneByOne() {
        HandlerFailure second = new HandlerFailure(
                failure.event(), "second", HandlerFailure.Reason.FAILED, new IllegalStateException());
        List<HandlerFailure> told = new ArrayList<>();
        Log log = new Log();
        new FailureReporter(told::add, log).emitFailed("x", new HandlerException(List.of(failure, second)));
        assertThat(told).containsExactly(failure, second);
        assertThat(log.lines).isEmpty();
    }

    @Test
    void whatKeepsAScheduledEventFromBeingMadeIsLogged() {
        Log log = new Log();
        new FailureReporter(FAILING, log).emitFailed("x", new BusClosedException("closed"));
        assertThat(log.lines)
                .containsExactly(
                        "ERROR A scheduled emit failed: topic=\"x\", thrown=bus.api.BusClosedException",
                        "ERROR It threw: bus.api.BusClosedException: closed");
    }

    @Test
    void theWarningOfWhatWasScheduledNamesTheFirstTopics() {
        Log log = new Log();
        FailureReporter reporter = new FailureReporter(FAILING, log);
        reporter.withdrawn(Stream.of("b", "a", "b")
                .map(topic -> new ScheduledSnapshot(topic, Instant.EPOCH))
                .toList());
        reporter.withdrawn(IntStream.range(0, 10)
                .mapToObj(i -> new ScheduledSnapshot("t" + i, Instant.EPOCH))
                .toList());
        reporter.withdrawn(IntStream.range(0, 12)
                .mapToObj(i -> new ScheduledSnapshot("t" + i, Instant.EPOCH))
                .toList());
        assertThat(log.lines)
                .containsExactly(
                        "WARNING Scheduled emits were cancelled, as the bus was closed: count=3, topics=[b, a];"
                                + " CloseReport.scheduled has each of them",
                        "WARNING Scheduled emits were cancelled, as the bus was closed: count=10, topics=[t0, t1, t2, t3,"
                                + " t4, t5, t6, t7, t8, t9]; CloseReport.scheduled has each of them",
                        "WARNING Scheduled emits were cancelled, as the bus was closed: count=12, topics=[t0, t1, t2, t3,"
                                + " t4, t5, t6, t7, t8, t9] and 2 more; CloseReport.scheduled has each of them");
    }
}
