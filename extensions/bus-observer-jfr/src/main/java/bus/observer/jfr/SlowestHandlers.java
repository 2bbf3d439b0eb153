package bus.observer.jfr;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** The program of this jar: prints the handlers of a recording whose longest handlings are the longest. */
final class SlowestHandlers {

    private static final int MOST = 10;
    private static final int NOT_UNDERSTOOD = 2;
    private static final String HELP = """
            Usage: java -jar bus-observer-jfr-<version>.jar RECORDING
            Prints the ten slowest handlers of a recording of JDK Flight Recorder: the key of each, how many of its
            handlings were recorded, how long the longest of them and the mean took, and the topic of the longest.
            Only handlings that took as long as the threshold of bus.Handling were recorded: 10 ms where the settings
            say nothing else.

            A recording of an application that runs with this jar on its path is had with the JDK:
              jcmd PID JFR.start
              jcmd PID JFR.dump filename=now.jfr

            Exit status: 0, or 2 if the command line or the recording cannot be understood.
            """;

    private SlowestHandlers() {}

    /**
     * Runs the program and exits.
     *
     * @param arguments the command line; {@code --help} explains it
     */
    public static void main(String[] arguments) {
        System.exit(run(stream(FileDescriptor.out), stream(FileDescriptor.err), arguments));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Gives the exit status. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        List<String> given = List.of(arguments);
        if (given.contains("--help") || given.contains("-h")) {
            out.print(HELP);
            return 0;
        }
        if (given.size() != 1) {
            err.println("bus-observer-jfr: there must be one recording: arguments=" + given
                    + "; give the file of a recording, or --help");
            return NOT_UNDERSTOOD;
        }
        String file = given.get(0);
        try {
            print(read(Path.of(file)), out);
            return 0;
        } catch (IOException
                | RuntimeException e) { // the reader of the JDK throws all kinds of them for a damaged file
            err.println("bus-observer-jfr: recording must be readable: file=" + file + ", problem=" + e
                    + "; give one that the flight recorder has written");
            return NOT_UNDERSTOOD;
        }
    }

    private static Map<String, Handlings> read(Path file) throws IOException {
        Map<String, Handlings> handlers = new TreeMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals("bus.Handling")) {
                    handlers.computeIfAbsent(event.getString("handler"), key -> new Handlings())
                            .add(event.getDuration(), event.getString("topic"));
                }
            }
        }
        return handlers;
    }

    private static void print(Map<String, Handlings> handlers, PrintStream out) {
        if (handlers.isEmpty()) {
            out.println("No handling was recorded: none took as long as the threshold of bus.Handling.");
            return;
        }
        List<Map.Entry<String, Handlings>> slowest = handlers.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparing(Handlings::longest).reversed()))
                .limit(MOST)
                .toList();
        int width = slowest.stream()
                .mapToInt(handler -> handler.getKey().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(width, "handler".length()) + "s  %9s  %14s  %14s  %s%n";
        out.printf(Locale.ROOT, row, "handler", "calls", "longest", "mean", "topic of the longest");
        for (Map.Entry<String, Handlings> handler : slowest) {
            Handlings handlings = handler.getValue();
            out.printf(
                    Locale.ROOT,
                    row,
                    handler.getKey(),
                    handlings.calls(),
                    millis(handlings.longest()),
                    millis(handlings.mean()),
                    handlings.topicOfLongest());
        }
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%,.3f ms", duration.toNanos() / 1e6);
    }
}
