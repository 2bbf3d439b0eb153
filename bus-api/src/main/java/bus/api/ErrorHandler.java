package bus.api;

/**
 * Is told of failures that do not leave {@code emit} as an exception.
 *
 * <p>It is called on the thread that the failure happened on, several threads may be in it at once, and no lock of the
 * bus is held. Whatever it throws is logged and breaks nothing.
 */
@FunctionalInterface
public interface ErrorHandler {

    /**
     * Is told of a failure.
     *
     * @param failure what happened, to which event, in which handler
     */
    void onFailure(HandlerFailure failure);
}
