package bus.observer.jfr;

import bus.api.Event;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A handler with one event, for as long as it takes until it is done with it. */
@Name("bus.Handling")
@Label("Handling")
@Description("A handler was called with an event; lasts until it is done with the event, or has failed")
@Threshold("10 ms")
final class HandlingEvent extends BusEvent {

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

    void ended(Event<?> event, String key, String how) {
        end();
        if (shouldCommit()) {
            handler = key;
            outcome = how;
            commitAbout(event);
        }
    }
}
