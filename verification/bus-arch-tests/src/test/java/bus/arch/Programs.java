package bus.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiles, packs and runs small programs with the JDK of the tests, each in a process of its own. */
final class Programs implements AutoCloseable {

    private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
    private static final int TIMEOUT_SECONDS = 120;

    private final Path folder;
    private int made;

    /** Works in a folder of its own, until it is closed. */
    Programs() {
        try {
            folder = Files.createTempDirectory("programs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What became of a process. */
    record Outcome(int status, String out, String err) {

        /** Returns what it printed, if it ended well and complained of nothing. */
        String printed() {
            assertThat(err).isEmpty();
            assertThat(status).isZero();
            return out;
        }
    }

    /** Returns a path for {@code -cp} or {@code --module-path}. */
    static String path(Path... elements) {
        return Arrays.stream(elements).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    Path newFolder() {
        try {
            return Files.createDirectories(folder.resolve("program" + made++));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles source files, given by name and text, with all warnings as errors on the baseline JDK. */
    Path compile(Map<String, String> sources, String... options) {
        Path from = newFolder();
        Path to = newFolder();
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-d", to.toString()));
        if (Runtime.version().feature() == 17) {
            arguments.addAll(List.of("-Xlint:all", "-Werror"));
        }
        arguments.addAll(List.of(options));
        sources.forEach(
                (name, text) -> arguments.add(write(from.resolve(name), text).toString()));
        Outcome outcome = start(Map.of(), JDK.resolve("javac"), arguments.toArray(String[]::new));
        assertThat(outcome.out() + outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        return to;
    }

    /** Packs a folder of classes, with files of {@code META-INF/services} for the services that are named. */
    Path jar(String name, Path classes, Map<String, String> services) {
        services.forEach(
                (service, provider) -> write(classes.resolve("META-INF/services/" + service), provider + "\n"));
        Path jar = newFolder().resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    Outcome java(String... arguments) {
        return java(Map.of(), arguments);
    }

    /** Runs a program with these environment variables and no other that the bus reads. */
    Outcome java(Map<String, String> environment, String... arguments) {
        return start(environment, JDK.resolve("java"), arguments);
    }

    /** Runs commands of a shell in a folder, with those of the JDK, until one fails. */
    Outcome shell(Map<String, String> environment, Path folder, String commands) {
        Map<String, String> all = new TreeMap<>(environment);
        all.put("PATH", JDK + File.pathSeparator + System.getenv("PATH"));
        return start(all, folder, Path.of("sh"), "-e", "-c", commands);
    }

    /** Runs any executable. */
    Outcome start(Map<String, String> environment, Path executable, String... arguments) {
        return start(environment, newFolder(), executable, arguments);
    }

    private Outcome start(Map<String, String> environment, Path folder, Path executable, String... arguments) {
        Path place = newFolder();
        Path out = place.resolve("out");
        Path err = place.resolve("err");
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("BUS_IDGEN") || name.startsWith("JDK_JAVA"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("process must end: command=" + command);
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes a file, and the folders that it is in. */
    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
