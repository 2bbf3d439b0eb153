package bus.stress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;

/**
 * Runs the stress tests with the arguments of jcstress that are given, beside those that all of them need. It fails if
 * a forbidden outcome was seen, or no test ran, which jcstress lets pass. The results are written to the working
 * directory.
 */
public final class StressTests {

    private StressTests() {}

    /**
     * Runs them.
     *
     * @param args arguments of jcstress, such as {@code -t Close -time 5000}
     * @throws Exception if it cannot run them
     */
    public static void main(String[] args) throws Exception {
        Options options = new Options(Stream.concat(settings(), Stream.of(args)).toArray(String[]::new));
        if (!options.parse()) {
            System.exit(1);
        }
        new JCStress(options).run();
        if (!Files.exists(Path.of(options.getResultFile()))) {
            throw new IllegalStateException(
                    "a stress test must run: tests=" + options.getTestFilter() + "; give -t the name of one");
        }
    }

    private static Stream<String> settings() {
        return Stream.of(
                        // One run at a time: the actors begin each together, however long the one before took.
                        "-strideSize 1 -strideCount 10",
                        // Handlers run on threads of their own, which need a processor that no actor holds.
                        "-af NONE -spinStyle THREAD_YIELD",
                        // How an actor is compiled matters little, as it only calls the bus.
                        "-sc false")
                .flatMap(it -> Stream.of(it.split(" ")));
    }
}
