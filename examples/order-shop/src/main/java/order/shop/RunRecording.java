package order.shop;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;

/**
 * Records a run into a file: every event of the bus, however short, which the observer on the path writes.
 *
 * <p>When the JVM is told to exit, the flight recorder ends the recording and writes the file by itself, at the same
 * moment as the run is interrupted. Consumers would go on unrecorded: so the recorder first waits for the run, and
 * closing leaves the file to it.
 */
final class RunRecording implements AutoCloseable {

    private static final List<String> EVENTS =
            List.of("bus.Emission", "bus.Handling", "bus.Failure", "bus.Drop", "bus.Unhandled");

    private final Recording recording;
    private final Runnable beforeTheEnd;

    private RunRecording(Recording recording, Runnable interruption) {
        this.recording = recording;
        beforeTheEnd = () -> {
            if (isExiting()) {
                interruption.run();
            }
        };
    }

    /** Starts one; the interruption ends the run, and comes back when it has ended. */
    static RunRecording start(Path file, Runnable interruption) throws IOException {
        RunRecording started = new RunRecording(new Recording(), interruption);
        try {
            started.recording.setDestination(file);
            EVENTS.forEach(name -> started.recording.enable(name).withThreshold(Duration.ZERO));
            FlightRecorder.addPeriodicEvent(EndOfPart.class, started.beforeTheEnd);
            started.recording.start();
            return started;
        } catch (IOException | RuntimeException e) {
            started.recording.close();
            throw e;
        }
    }

    /** Writes the file, unless that is done, or the JVM is about to exit. */
    @Override
    public void close() {
        if (recording.getState() != RecordingState.CLOSED && !isExiting()) {
            recording.stop();
            recording.close();
            FlightRecorder.removePeriodicEvent(beforeTheEnd);
        }
    }

    /** Tells whether the JVM was told to exit: it takes no hooks then. */
    private static boolean isExiting() {
        Thread hook = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            Runtime.getRuntime().removeShutdownHook(hook);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Has the recorder do something at the end of each part of a recording, the last one too; it is never written. */
    @Name("order.shop.EndOfPart")
    @Label("End of a Part")
    @Description("A part of the recording ends")
    @Period("endChunk")
    private static final class EndOfPart extends Event {}
}
