package bus.observer.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A handler with one event, for as long as it takes until it is done with it. */
@Name("bus.Handling")
@Label("Handling")
@Category("Bus")
@Description("A handler was called with an event; lasts until it is done with the event, or has failed")
@Threshold("10 ms")
@StackTrace(false)
final class HandlingEvent extends Event {

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

    @Label("Handler")
    @Description("The key of the handler")
    @Nullable
    String handler;

    @Label("Outcome")
    @Description("What became of the event: handled or failed")
    @Nullable
    String outcome;

    @Label("Waited")
    @Description(
            "How long after the beginning of the emit the handler was called: in a mailbox, or for the handlers before it")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    void write(bus.api.Event<?> event, String key, String how) {
        end();
        if (shouldCommit()) {
            topic = event.topic();
            eventId = event.id();
            txId = event.txId();
            handler = key;
            outcome = how;
            commit();
        }
    }
}
