package bus.api;

/**
 * Takes the failures that do not leave {@code emit} as an exception.
 *
 * <p>It is called on the thread that the failure happened on, which for a stage is the one that completes it. Several
 * threads may be in it at once, and no lock of the bus is held. Whatever it throws is logged and breaks nothing.
 *
 * <p>It may emit. Such an emit stands inside the one whose handler failed, and counts against the depth limit like one
 * that a handler makes: past the limit, it ends the emits around it. While emits are being ended it is refused.
 */
@FunctionalInterface
public interface ErrorHandler {

    /**
     * Called when a handler did not handle an event: it failed or was skipped, or the event was lost.
     *
     * @param failure what happened, to which event, in which handler
     */
    void onFailure(HandlerFailure failure);
}
