package bus.observer.jfr;

import bus.api.HandlerFailure;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A handler that has failed with an event. */
@Name("bus.Failure")
@Label("Failure")
@Description("A handler has failed with an event")
final class FailureEvent extends BusEvent {

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
        written.handler = failure.key();
        written.thrownClass = failure.cause().getClass();
        written.message = failure.cause().getMessage();
        written.commitAbout(failure.event());
    }
}
