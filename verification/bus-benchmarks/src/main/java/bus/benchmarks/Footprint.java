package bus.benchmarks;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Handler;
import bus.api.TopicMatcher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many bytes of the heap a bus keeps for each topic and each handler: what is in use after a full collection with
 * many of them, less what was before. The names and keys, and the handler itself, belong to the application and are not
 * in it.
 */
public final class Footprint {

    private static final int TOPICS = 100_000;
    private static final int HANDLERS = 10_000;
    private static final String[] NAMES = TopicNames.of(TOPICS);
    private static final Handler<Object> HANDLER = event -> {};

    /** All buses, as one that becomes garbage between two readings would be counted off. */
    private static final List<Bus> KEPT = new ArrayList<>();

    private Footprint() {}

    /**
     * Measures in a process of its own, with the serial collector, after which nothing but what is in use counts.
     *
     * @param java the command {@code java} of the JDK to measure on
     * @return the bytes by what they are for, such as {@code topic}
     * @throws IOException if the process cannot be started or does not end well
     * @throws InterruptedException if the thread is interrupted
     */
    public static Map<String, Double> measure(Path java) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Footprint.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("process must end well: status=" + process.exitValue() + "; see what it printed");
        }
        Map<String, Double> bytes = new LinkedHashMap<>();
        for (String line : printed.lines().toList()) {
            String[] nameAndBytes = line.split(" ");
            bytes.put(nameAndBytes[0], Double.valueOf(nameAndBytes[1]));
        }
        return bytes;
    }

    /**
     * Prints a line for each name with its bytes.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        List.of("warm", "topic").forEach(name -> print(name, TOPICS, bus -> {}, Footprint::registerTopics));
        print(
                "topicWithHandler",
                TOPICS,
                bus -> bus.registerHandler("handler", TopicMatcher.regex(".*"), HANDLER),
                Footprint::registerTopics);
        print("handler", HANDLERS, Footprint::registerTopic, bus -> registerHandlers(bus, Delivery.sync()));
        print("asyncHandler", HANDLERS, Footprint::registerTopic, bus -> registerHandlers(bus, Delivery.async()));
    }

    private static void registerTopics(Bus bus) {
        bus.registerTopics(NAMES);
    }

    private static void registerTopic(Bus bus) {
        bus.registerTopics(NAMES[0]);
    }

    /** All by one matcher, which an application may share as well. */
    private static void registerHandlers(Bus bus, Delivery<Object> how) {
        TopicMatcher<Object> on = TopicMatcher.exact(NAMES[0]);
        Arrays.stream(NAMES).limit(HANDLERS).forEach(key -> bus.registerHandler(key, on, how, HANDLER));
    }

    private static void print(String name, int count, Consumer<Bus> before, Consumer<Bus> added) {
        Bus bus = Bus.builder().idGenerator("snowflake").build();
        before.accept(bus);
        long bytes = -used();
        added.accept(bus);
        bytes += used();
        KEPT.add(bus);
        if (!"warm".equals(name)) { // the first time, classes and what the JDK keeps come in
            System.out.println(name + " " + (double) bytes / count);
        }
    }

    private static long used() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
