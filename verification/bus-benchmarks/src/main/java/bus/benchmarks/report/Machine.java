package bus.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The machine that something was measured on.
 *
 * @param cpu the model of its processor
 * @param cores how many processors the JVM may use
 * @param memory how much memory it has
 * @param os the operating system
 */
public record Machine(String cpu, int cores, String memory, String os) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final double GIBIBYTE = 1 << 30;

    /**
     * Reads what this machine says of itself.
     *
     * @return this machine
     * @throws IOException if it cannot be read
     */
    public static Machine here() throws IOException {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return new Machine(
                readCpu(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory / GIBIBYTE) + " GiB",
                System.getProperty("os.name") + " " + System.getProperty("os.version"));
    }

    /** Linux alone tells the model; elsewhere it is the architecture. */
    private static String readCpu() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(CPU_INFO).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
