package bus.observer.jfr;

import bus.api.HandlerFailure;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An event that a handler did not get, or was not done with when the bus was closed. */
@Name("bus.Drop")
@Label("Drop")
@Category("Bus")
@Description("A handler was not called with an event, or was not done with it when the bus was closed")
@StackTrace(false)
final class DropEvent extends Event {

    @Label("Topic")
    @Description("The name of the topic")
    @Nullable
    String topic;

    @Label("Event Id")
    @Description("The id of the event")
    @Nullable
    String eventId;

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
        written.topic = failure.event().topic();
        written.eventId = failure.event().id();
        written.handler = failure.key();
        written.reason = failure.reason().name();
        written.message = failure.cause().toString();
        written.commit();
    }
}
