package bus.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class path for providers. Classes of {@link ProviderFixtures} are loaded from there, in the unnamed module of its
 * class loader, as {@link java.util.ServiceLoader} passes over services files that name classes of a named module.
 */
final class ProviderPath {

    private static final String FIXTURES = ProviderFixtures.class.getName();

    private final Path folder;
    private final List<URL> jars = new ArrayList<>();

    /** Starts an empty path whose jars stand in this folder. */
    ProviderPath(Path folder) {
        this.folder = folder;
    }

    /** Adds a jar with providers of one service. */
    ProviderPath jar(Class<?> service, Class<?>... providers) {
        return jar(service, Stream.of(providers).map(Class::getName).toArray(String[]::new));
    }

    /** Adds a jar with a services file of these lines, and the classes that a line names. */
    ProviderPath jar(Class<?> service, String... lines) {
        try {
            Path jar = Files.createDirectory(folder.resolve("jar" + jars.size()));
            Path services = Files.createDirectories(jar.resolve("META-INF").resolve("services"));
            Files.write(services.resolve(service.getName()), List.of(lines));
            Path classes = Files.createDirectories(
                    jar.resolve(ProviderPath.class.getPackageName().replace('.', '/')));
            copy(ProviderFixtures.class, classes);
            copy(ProviderFixtures.NamedIds.class, classes);
            for (Class<?> type : ProviderFixtures.class.getDeclaredClasses()) {
                if (List.of(lines).contains(type.getName())) {
                    copy(type, classes);
                }
            }
            jars.add(jar.toUri().toURL());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Class<?> type, Path target) throws IOException {
        String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream bytes = type.getResourceAsStream(file)) {
            Files.copy(bytes, target.resolve(file));
        }
    }

    ClassLoader loader() {
        return new Loader(jars.toArray(new URL[0]));
    }

    private static final class Loader extends URLClassLoader {

        Loader(URL[] jars) {
            super(jars, Bus.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(FIXTURES)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
