package bus.observer.jfr;

import bus.api.Event;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** An emit, for as long as it lasts on the emitting thread. */
@Name("bus.Emission")
@Label("Emission")
@Description(
        "An event was emitted; lasts until synchronous handlers have come back and mailboxes have been offered the event")
@Threshold("10 ms")
final class EmissionEvent extends BusEvent {

    @Label("Source")
    @Description("The part of the application that the event came from, if it was given")
    @Nullable
    String source;

    void ended(Event<?> event) {
        end();
        if (shouldCommit()) {
            source = event.source().orElse(null);
            commitAbout(event);
        }
    }
}
