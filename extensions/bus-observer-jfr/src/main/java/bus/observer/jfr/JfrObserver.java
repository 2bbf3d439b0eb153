package bus.observer.jfr;

import bus.api.Event;
import bus.api.spi.BusObserver;
import bus.api.spi.EmitObserver;
import jdk.jfr.FlightRecorder;

/**
 * Writes what happens in a bus into the recordings of JDK Flight Recorder, as {@code bus.Emission},
 * {@code bus.Handling}, {@code bus.Failure}, {@code bus.Drop} and {@code bus.Unhandled}. Names and fields are stable.
 * Thread-safe.
 *
 * <p>Emissions and handlings are written from 10 milliseconds on, the others always, each without a stack trace; the
 * settings of a recording say otherwise. Of an event that was emitted when no recording wanted anything, nothing is
 * written later either. Payloads are not written, but the messages of exceptions are.
 */
public final class JfrObserver implements BusObserver {

    /** Called by {@link java.util.ServiceLoader}. */
    public JfrObserver() {}

    /**
     * Asks the recorder first: to load the class of an event initializes much of it, for which others should not have
     * to wait.
     */
    @Override
    public EmitObserver emitting(Event<?> event) {
        return FlightRecorder.isInitialized() && Wanted.anything() ? new RecordedEmit(event) : EmitObserver.none();
    }
}
