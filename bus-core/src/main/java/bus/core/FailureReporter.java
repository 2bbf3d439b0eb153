package bus.core;

import bus.api.Bus;
import bus.api.ErrorHandler;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.ScheduledSnapshot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the error handler of failures, and the log of those that the error handler could not take or that are not for
 * it.
 */
final class FailureReporter {

    /** How many topics a warning names. */
    private static final int SHOWN = 10;

    private final ErrorHandler errorHandler;
    private final @Nullable Logger logger;

    /**
     * Logs where the users of the bus expect it. The logger is looked up when it is needed, which takes long the first
     * time.
     */
    FailureReporter(ErrorHandler errorHandler) {
        this.errorHandler = errorHandler;
        logger = null;
    }

    FailureReporter(ErrorHandler errorHandler, Logger logger) {
        this.errorHandler = errorHandler;
        this.logger = logger;
    }

    void report(HandlerFailure failure) {
        try {
            errorHandler.onFailure(failure);
        } catch (Throwable thrown) {
            // First what no exception can spoil: one whose message cannot be read spoils its whole log record.
            log(
                    Level.ERROR,
                    "The error handler failed: key=\"" + failure.key() + "\", reason=" + failure.reason() + ", topic=\""
                            + failure.event().topic() + "\", cause="
                            + failure.cause().getClass().getName() + ", thrown="
                            + thrown.getClass().getName(),
                    null);
            log(Level.ERROR, "The cause was", failure.cause());
            log(Level.ERROR, "The error handler threw", thrown);
        }
    }

    /**
     * Tells of an emit that nobody called who could catch what it throws: the error handler of the failures of
     * handlers, and the log of what kept the event from being made.
     */
    void emitFailed(String topic, Throwable thrown) {
        if (thrown instanceof HandlerException failed) {
            failed.failures().forEach(this::report);
        } else {
            failed("A scheduled emit failed: topic=\"" + topic + "\"", thrown);
        }
    }

    /** Logs what is no failure of a handler. */
    void failed(String what, Throwable thrown) {
        log(Level.ERROR, what + ", thrown=" + thrown.getClass().getName(), null);
        log(Level.ERROR, "It threw", thrown);
    }

    /** Warns of what is not emitted as the bus was closed, of which try-with-resources would say nothing. */
    void withdrawn(List<ScheduledSnapshot> scheduled) {
        List<String> topics =
                scheduled.stream().map(ScheduledSnapshot::topic).distinct().toList();
        warn(
                "Scheduled emits were cancelled, as the bus was closed: count=" + scheduled.size() + ", topics="
                        + (topics.size() > SHOWN
                                ? topics.subList(0, SHOWN) + " and " + (topics.size() - SHOWN) + " more"
                                : topics)
                        + "; CloseReport.scheduled has each of them",
                null);
    }

    /** Logs what is no failure, and may become one. */
    void warn(String message, @Nullable Throwable thrown) {
        log(Level.WARNING, message, thrown);
    }

    private void log(Level level, String message, @Nullable Throwable thrown) {
        try {
            (logger == null ? System.getLogger(Bus.class.getName()) : logger).log(level, message, thrown);
        } catch (Throwable ignored) {
            // A logger that fails must not end the emit for the handlers that remain, and there is nobody left to tell.
        }
    }
}
