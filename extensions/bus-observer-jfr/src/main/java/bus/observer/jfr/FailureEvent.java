package bus.observer.jfr;

import bus.api.HandlerFailure;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A handler that has failed with an event. */
@Name("bus.Failure")
@Label("Failure")
@Category("Bus")
@Description("A handler has failed with an event")
@StackTrace(false)
final class FailureEvent extends Event {

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

    @Label("Class")
    @Description("The class of what the handler has thrown, or its stage has failed with")
    @Nullable
    Class<?> thrownClass;

    @Label("Message")
    @Description("The message of what was thrown")
    @Nullable
    String message;

    static void write(HandlerFailure failure) {
        FailureEvent written = new FailureEvent();
        written.topic = failure.event().topic();
        written.eventId = failure.event().id();
        written.handler = failure.key();
        written.thrownClass = failure.cause().getClass();
        written.message = failure.cause().getMessage();
        written.commit();
    }
}
