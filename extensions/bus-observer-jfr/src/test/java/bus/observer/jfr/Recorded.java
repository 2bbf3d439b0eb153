package bus.observer.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** A recording that runs, and what it holds of the bus when it was stopped. */
final class Recorded implements AutoCloseable {

    static final List<String> NAMES =
            List.of("bus.Drop", "bus.Emission", "bus.Failure", "bus.Handling", "bus.Unhandled");

    private final Recording recording = new Recording();

    /** Starts one that says nothing of events of the bus. */
    static Recorded withDefaults() {
        Recorded recorded = new Recorded();
        recorded.recording.start();
        return recorded;
    }

    static Recorded everything() {
        return withThreshold(Duration.ZERO);
    }

    static Recorded withThreshold(Duration threshold) {
        Recorded recorded = new Recorded();
        NAMES.forEach(name -> recorded.recording.enable(name).withThreshold(threshold));
        recorded.recording.start();
        return recorded;
    }

    /** Starts one that wants no other events of the bus. */
    static Recorded nothingBut(String... names) {
        Recorded recorded = new Recorded();
        NAMES.forEach(recorded.recording::disable);
        for (String name : names) {
            recorded.recording.enable(name).withThreshold(Duration.ZERO);
        }
        recorded.recording.start();
        return recorded;
    }

    /** Stops it and writes it to a file. */
    Path file() {
        recording.stop();
        try {
            Path file = Files.createTempFile("recorded", ".jfr");
            file.toFile().deleteOnExit();
            recording.dump(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it and returns the events of the bus. */
    List<RecordedEvent> events() {
        Path file = file();
        try {
            return RecordingFile.readAllEvents(file).stream()
                    .filter(event -> event.getEventType().getName().startsWith("bus."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
        assertThat(NAMES).contains(name);
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    @Override
    public void close() {
        recording.close();
    }
}
