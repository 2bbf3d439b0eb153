package bus.observer.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** An emit, for as long as it lasts on the emitting thread. */
@Name("bus.Emission")
@Label("Emission")
@Category("Bus")
@Description(
        "An event was emitted; lasts until synchronous handlers have come back and mailboxes have been offered the event")
@Threshold("10 ms")
@StackTrace(false)
final class EmissionEvent extends Event {

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

    @Label("Source")
    @Description("The part of the application that the event came from, if it was given")
    @Nullable
    String source;

    void write(bus.api.Event<?> event) {
        end();
        if (shouldCommit()) {
            topic = event.topic();
            eventId = event.id();
            txId = event.txId();
            source = event.source().orElse(null);
            commit();
        }
    }
}
