package bus.benchmarks;

import java.io.File;
import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long a whole process takes that makes a bus and ends, beside one on the same modules that does nothing. Both are
 * started by {@code java} of this JDK without options, and are classes of one modular application, which is compiled
 * first.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 20)
public class StartBenchmark {

    private static final List<String> SOURCES = List.of(
            "module app { requires bus.api; }",
            "package app; public final class Empty { public static void main(String[] names) {} }",
            "package app; public final class Create { public static void main(String[] names) { bus.api.Bus.create(); } }");

    /** The modules that an id generator requires. */
    private static final Map<String, Set<String>> REQUIRED = Map.of(
            "snowflake", Set.of(),
            "ulid", Set.of("com.github.f4b6a3.ulid"),
            "uuid", Set.of("com.fasterxml.uuid", "org.slf4j"));

    /** What the process does. */
    @Param({"empty", "bus"})
    public String program = "";

    /** The id generator on the module path. */
    @Param({"snowflake", "ulid", "uuid"})
    public String ids = "";

    private Path folder = Path.of("");
    private List<String> command = List.of();

    /**
     * Compiles the application.
     *
     * @throws IOException if there is no place for its files
     */
    @Setup
    public void compile() throws IOException {
        folder = Files.createTempDirectory("start");
        String modules = modules().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString(), "-p", modules));
        List<String> names = List.of("module-info.java", "Empty.java", "Create.java");
        for (int i = 0; i < SOURCES.size(); i++) {
            arguments.add(Files.writeString(folder.resolve(names.get(i)), SOURCES.get(i))
                    .toString());
        }
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        if (status != 0) {
            throw new IllegalStateException("application must compile: status=" + status + "; see what was printed");
        }
        command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modules + File.pathSeparator + folder,
                "-m",
                program.equals("bus") ? "app/app.Create" : "app/app.Empty");
    }

    /** Finds the modules of the bus with one id generator and what it requires among all that is on the class path. */
    private List<Path> modules() {
        Set<String> names = new HashSet<>(Set.of("bus.api", "bus.core", "bus.idgen." + ids));
        names.addAll(REQUIRED.get(ids));
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(element -> names.contains(moduleName(element)))
                .toList();
    }

    private static String moduleName(Path element) {
        try {
            return ModuleFinder.of(element).findAll().stream()
                    .map(module -> module.descriptor().name())
                    .findFirst()
                    .orElse("");
        } catch (FindException e) {
            return ""; // it can stand on a class path alone
        }
    }

    /**
     * Deletes the application.
     *
     * @throws IOException if one of its files cannot be deleted
     */
    @TearDown
    public void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Starts the process and waits for its end.
     *
     * @throws IOException if it cannot be started, or does not end well
     * @throws InterruptedException if the thread is interrupted
     */
    @Benchmark
    public void process() throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("process must end well: status=" + status + "; see what it printed");
        }
    }
}
