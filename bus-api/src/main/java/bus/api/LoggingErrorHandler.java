package bus.api;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The error handler of a bus that was given none: logs every failure with its stack.
 *
 * @param logger where failures are logged
 */
record LoggingErrorHandler(Logger logger) implements ErrorHandler {

    @Override
    public void onFailure(HandlerFailure failure) {
        logger.log(Level.ERROR, failure.toString(), failure.cause());
    }
}
