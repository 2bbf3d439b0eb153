package bus.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Writes jars that are automatic modules, with one provider of one service. */
final class PluginJar {

    private PluginJar() {}

    /**
     * The provider is a class outside of {@code bus.api}, as a module of another layer cannot hold one of that package.
     */
    static Path write(Path jar, Class<?> service, Class<?> provider) {
        String file = provider.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(
                        Files.createDirectories(jar.getParent()).resolve(jar.getFileName())));
                InputStream bytes = provider.getResourceAsStream("/" + file)) {
            out.putNextEntry(new JarEntry("META-INF/services/" + service.getName()));
            out.write(provider.getName().getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry(file));
            bytes.transferTo(out);
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
