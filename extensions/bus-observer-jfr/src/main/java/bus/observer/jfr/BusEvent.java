package bus.observer.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** What is written of every event of a bus, whatever has become of it. */
@Category("Bus")
@StackTrace(false)
abstract class BusEvent extends Event {

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

    final void commitAbout(bus.api.Event<?> event) {
        topic = event.topic();
        eventId = event.id();
        txId = event.txId();
        commit();
    }
}
