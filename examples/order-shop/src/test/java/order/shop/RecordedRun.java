package order.shop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** Counts the events of the bus in a recording, by what they say. */
final class RecordedRun {

    /**
     * Of four orders, when the consumers wait for so long before the first that they are interrupted at the limit of
     * closing.
     */
    static final Map<String, Long> INTERRUPTED_AT_THE_FIRST_EVENT = Map.of(
            "bus.Emission", 4L,
            "bus.Handling printer handled", 4L,
            "bus.Handling counter failed", 1L,
            "bus.Handling calculator failed", 1L,
            "bus.Failure counter", 1L,
            "bus.Failure calculator", 1L,
            "bus.Drop counter UNDELIVERED", 3L,
            "bus.Drop calculator UNDELIVERED", 3L);

    private RecordedRun() {}

    static Map<String, Long> of(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("bus."))
                .collect(Collectors.groupingBy(RecordedRun::text, TreeMap::new, Collectors.counting()));
    }

    private static String text(RecordedEvent event) {
        return event.getEventType().getName()
                + Stream.of("handler", "outcome", "reason")
                        .filter(event::hasField)
                        .map(field -> " " + event.getString(field))
                        .collect(Collectors.joining());
    }
}
