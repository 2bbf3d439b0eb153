package club;

import bus.api.ErrorHandler;
import bus.api.HandlerFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Logs what a handler could not do, also while the context is closed. By default the bus logs it through System.Logger,
 * whose way into the log of the application Spring Boot takes down before it destroys the beans.
 */
@Component
class FailureLog implements ErrorHandler {

    private static final Logger LOGGER = LoggerFactory.getLogger(FailureLog.class);

    @Override
    public void onFailure(HandlerFailure failure) {
        LOGGER.error("{}", failure, failure.cause());
    }
}
