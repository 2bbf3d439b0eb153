package bus.observer.jfr;

import bus.api.HandlerFailure;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** An event that a handler did not get, or was not done with when the bus was closed. */
@Name("bus.Drop")
@Label("Drop")
@Description("A handler was not called with an event, or was not done with it when the bus was closed")
final class DropEvent extends BusEvent {

    @Label("Handler")
    @Description("The key of the handler")
    @Nullable
    String handler;

    @Label("Reason")
    @Description("SKIPPED, REJECTED, DROPPED, UNDELIVERED, or FAILED if the handler could not even be called")
    @Nullable
    String reason;

    @Label("Message")
    @Description("What made the bus pass the handler over")
    @Nullable
    String message;

    static void write(HandlerFailure failure) {
        DropEvent written = new DropEvent();
        written.handler = failure.key();
        written.reason = failure.reason().name();
        written.message = failure.cause().toString();
        written.commitAbout(failure.event());
    }
}
