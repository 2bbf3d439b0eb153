package bus.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * All that was measured, and where. It is kept as JSON.
 *
 * @param date the day, as in ISO 8601
 * @param machine the machine
 * @param versions what was measured, and with what, by name
 * @param rounds how many rounds are complete
 * @param measurements one for each benchmark, params, threads, JDK, garbage collector and round
 */
public record Performance(
        String date, Machine machine, Map<String, String> versions, int rounds, List<Measurement> measurements) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Returns what was measured today on this machine. */
    static Performance here(int rounds, List<Measurement> measurements) throws IOException {
        return new Performance(LocalDate.now().toString(), Machine.here(), readVersions(), rounds, measurements);
    }

    private static Map<String, String> readVersions() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Performance.class.getResourceAsStream("versions.properties")) {
            properties.load(Objects.requireNonNull(file, "versions.properties must be on the class path"));
        }
        Map<String, String> versions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        properties.stringPropertyNames().forEach(name -> versions.put(name, properties.getProperty(name)));
        return versions;
    }

    /** Writes it; a file that was there stays whole until the new one is. */
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, "performance", ".json");
        JSON.writeValue(written.toFile(), this);
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
