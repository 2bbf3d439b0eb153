package bus.benchmarks.measure;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK that is measured on.
 *
 * @param home its folder
 */
record Jdk(Path home) {

    /** Returns the one that runs this program. */
    static Jdk running() {
        return new Jdk(Path.of(System.getProperty("java.home")));
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** Reads its version, such as 17.0.15. */
    String version() throws IOException {
        Properties release = new Properties();
        try (Reader file = Files.newBufferedReader(home.resolve("release"))) {
            release.load(file);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }
}
