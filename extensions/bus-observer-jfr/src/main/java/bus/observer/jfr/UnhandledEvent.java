package bus.observer.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** An event for which there is no handler. */
@Name("bus.Unhandled")
@Label("Unhandled")
@Category("Bus")
@Description("An event was emitted to a topic on which no handler is registered")
@StackTrace(false)
final class UnhandledEvent extends Event {

    @Label("Topic")
    @Description("The name of the topic")
    @Nullable
    String topic;

    @Label("Event Id")
    @Description("The id of the event")
    @Nullable
    String eventId;

    @Label("Transaction Id")
    @Description("The id of the transaction that the event belongs to")
    @Nullable
    String txId;

    static void write(bus.api.Event<?> event) {
        UnhandledEvent written = new UnhandledEvent();
        written.topic = event.topic();
        written.eventId = event.id();
        written.txId = event.txId();
        written.commit();
    }
}
