package log.watch;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Emitter;
import bus.api.HandlerFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program: reads the log that its argument names. */
public final class LogWatch {

    private static final int NOT_UNDERSTOOD = 2;

    private final PrintStream out;

    LogWatch(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the program.
     *
     * @param arguments the file of the log
     * @throws IOException if it cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println(
                    "log-watch: there must be one argument, the file of an access log: arguments=" + arguments.length);
            System.exit(NOT_UNDERSTOOD);
        }
        try (BufferedReader log = Files.newBufferedReader(Path.of(arguments[0]))) {
            new LogWatch(System.out).watch(log);
        }
    }

    void watch(BufferedReader log) throws IOException {
        Traffic traffic = new Traffic();
        try (Bus bus = Bus.builder().errorHandler(this::complain).build()) {
            bus.registerTopics(LogTopics.LINE_READ, LogTopics.REQUEST_SERVED, LogTopics.ALARM_RAISED);
            // Lines are parsed on a thread of the bus, in their order, and all that follows from one is handled there
            // too.
            bus.registerHandler(
                    "parser", LogTopics.LINE_READ, Delivery.async(), new Parser(bus.emitter(LogTopics.REQUEST_SERVED)));
            bus.registerHandler("traffic", LogTopics.REQUEST_SERVED, traffic);
            bus.registerHandler(
                    "failure-watch", LogTopics.REQUEST_SERVED, new FailureWatch(bus.emitter(LogTopics.ALARM_RAISED)));
            bus.registerHandler("printer", LogTopics.ALARM_RAISED, event -> print(event.id(), event.data()));
            emitLines(log, bus.emitter(LogTopics.LINE_READ));
        }
        // The bus is closed when its mailboxes are empty: the counts are complete.
        out.println(traffic);
    }

    private static void emitLines(BufferedReader log, Emitter<Line> lines) throws IOException {
        int number = 0;
        for (String text = log.readLine(); text != null; text = log.readLine()) {
            lines.emit(new Line(++number, text));
        }
    }

    private void print(String id, Alarm alarm) {
        out.println("alarm " + id + ": " + alarm.path() + " has failed " + alarm.failures() + " times");
    }

    /** Called instead of the log of the bus, and the next line is read. */
    private void complain(HandlerFailure failure) {
        String line = failure.event().data() instanceof Line read ? "line " + read.number() : failure.key();
        out.println(line + ": " + failure.cause().getMessage());
    }
}
