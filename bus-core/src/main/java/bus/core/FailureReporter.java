package bus.core;

import bus.api.ErrorHandler;
import bus.api.HandlerFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Tells the error handler of failures, and the log of those that the error handler could not take. */
final class FailureReporter {

    private final ErrorHandler errorHandler;
    private final Logger logger;

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
                    "The error handler failed: key=" + failure.key() + ", reason=" + failure.reason() + ", topic="
                            + failure.event().topic() + ", cause="
                            + failure.cause().getClass().getName() + ", thrown="
                            + thrown.getClass().getName(),
                    null);
            log("The cause was", failure.cause());
            log("The error handler threw", thrown);
        }
    }

    private void log(String message, @Nullable Throwable thrown) {
        try {
            logger.log(Level.ERROR, message, thrown);
        } catch (Throwable ignored) {
            // A logger that fails must not end the emit for the handlers that remain, and there is nobody left to tell.
        }
    }
}
