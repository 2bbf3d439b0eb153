package bus.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import bus.api.spi.IdGeneratorProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** How a provider is declared by the jar or the folder of classes that it comes from. */
final class ProviderFiles {

    private static final String SERVICE = IdGeneratorProvider.class.getName();
    private static final String SERVICES_FILE = "META-INF/services/" + SERVICE;

    private static final int MAX_BROKEN = 100;

    private final Class<? extends IdGeneratorProvider> type;

    private ProviderFiles(Class<? extends IdGeneratorProvider> type) {
        this.type = type;
    }

    static ProviderFiles of(IdGeneratorProvider provider) {
        return new ProviderFiles(provider.getClass());
    }

    void requirePublicConstructor() {
        assertTrue(
                Modifier.isPublic(type.getModifiers())
                        && Stream.of(type.getConstructors()).anyMatch(it -> it.getParameterCount() == 0),
                () -> "provider must be public with a public constructor without parameters: provider="
                        + type.getName());
    }

    /** Goes on behind other providers that are broken. */
    void requireFound() {
        Iterator<ServiceLoader.Provider<IdGeneratorProvider>> found =
                ServiceLoader.load(IdGeneratorProvider.class, type.getClassLoader()).stream()
                        .iterator();
        List<ServiceConfigurationError> broken = new ArrayList<>();
        while (broken.size() < MAX_BROKEN) {
            try {
                if (!found.hasNext()) {
                    break;
                }
                if (found.next().type() == type) {
                    return;
                }
            } catch (ServiceConfigurationError e) {
                broken.add(e);
            }
        }
        fail("provider must be found by ServiceLoader: provider=" + type.getName() + ", broken=" + broken
                + "; name it behind provides in the module descriptor and in " + SERVICES_FILE);
    }

    void requireProvidedByDescriptor() {
        Optional<ModuleDescriptor> descriptor = descriptor();
        assertTrue(
                descriptor.isPresent(),
                () -> "provider must stand beside a module descriptor: provider=" + type.getName()
                        + "; add a module-info.java that provides " + SERVICE);
        assertTrue(
                descriptor.get().provides().stream()
                        .anyMatch(it ->
                                it.service().equals(SERVICE) && it.providers().contains(type.getName())),
                () -> "module descriptor must provide the provider: module="
                        + descriptor.get().name() + ", provider=" + type.getName() + "; write provides " + SERVICE
                        + " with " + type.getName());
    }

    /** Finds the descriptor also where the jar or folder stands on the class path. */
    private Optional<ModuleDescriptor> descriptor() {
        Stream<ModuleDescriptor> descriptors = type.getModule().isNamed()
                ? Stream.of(type.getModule().getDescriptor())
                : location().stream()
                        .flatMap(it -> ModuleFinder.of(it).findAll().stream())
                        .map(ModuleReference::descriptor);
        return descriptors.filter(it -> !it.isAutomatic()).findFirst();
    }

    private Optional<Path> location() {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        try {
            return code == null
                    ? Optional.empty()
                    : Optional.of(Path.of(code.getLocation().toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    void requireNamedByServicesFile() {
        List<String> named = new ArrayList<>();
        try {
            if (type.getModule().isNamed()) {
                InputStream own = type.getModule().getResourceAsStream(SERVICES_FILE);
                if (own != null) {
                    named.addAll(names(own));
                }
            } else {
                for (URL file : Collections.list(type.getClassLoader().getResources(SERVICES_FILE))) {
                    if (isOwn(file)) {
                        named.addAll(names(file.openStream()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertTrue(
                named.contains(type.getName()),
                () -> "services file must name the provider: file=" + SERVICES_FILE + ", provider=" + type.getName()
                        + ", named=" + named + "; add a line with the name of the class");
    }

    /**
     * Tells whether a file is of the jar or folder of the provider; Gradle has resources in a folder beside the
     * classes.
     */
    private boolean isOwn(URL file) throws IOException {
        Path place;
        try {
            place = file.openConnection() instanceof JarURLConnection jar
                    ? Path.of(jar.getJarFileURL().toURI())
                    : Path.of(file.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        return location().stream()
                .anyMatch(it -> Stream.of(
                                it,
                                it.resolve(SERVICES_FILE),
                                it.resolve("../../../resources/main")
                                        .resolve(SERVICES_FILE)
                                        .normalize())
                        .anyMatch(place::equals));
    }

    /** Reads the names of classes; what stands behind a number sign is a comment. */
    private static List<String> names(InputStream file) throws IOException {
        try (file) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
