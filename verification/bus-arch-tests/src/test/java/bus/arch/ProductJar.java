package bus.arch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.stream.Stream;

/** The packaged jars of the product, found on the class path of the tests by the names of their modules. */
enum ProductJar {
    API("bus.api"),
    CORE("bus.core"),
    SNOWFLAKE("bus.idgen.snowflake"),
    ULID("bus.idgen.ulid"),
    UUID("bus.idgen.uuid"),
    TESTKIT("bus.testkit"),
    OBSERVER_JFR("bus.observer.jfr"),
    OBSERVER_MICROMETER("bus.observer.micrometer"),
    ORDER_SHOP("order.shop");

    private static final String DESCRIPTOR = "module-info.class";

    private final String module;

    ProductJar(String module) {
        this.module = module;
    }

    /** Returns the jars of other people on whose classes the product builds, found by one of their classes. */
    static Path[] jarsOf(String... classes) {
        return Stream.of(classes)
                .map(name -> {
                    try {
                        return Path.of(Class.forName(name)
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
                    } catch (ClassNotFoundException | URISyntaxException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toArray(Path[]::new);
    }

    String module() {
        return module;
    }

    /** Gives the file, which is a jar: folders of classes lack what packaging adds. */
    Path path() {
        try {
            URL descriptor = find();
            if (!descriptor.getProtocol().equals("jar")) {
                throw new AssertionError("module must be packaged: module=" + module + ", found=" + descriptor
                        + "; run mvn verify, as mvn test sees folders of classes");
            }
            JarURLConnection jar = (JarURLConnection) descriptor.openConnection();
            return Path.of(jar.getJarFileURL().toURI());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    ModuleDescriptor descriptor() {
        return ModuleFinder.of(path()).find(module).orElseThrow().descriptor();
    }

    private URL find() throws IOException {
        Enumeration<URL> descriptors = ProductJar.class.getClassLoader().getResources(DESCRIPTOR);
        while (descriptors.hasMoreElements()) {
            URL url = descriptors.nextElement();
            try (InputStream bytes = url.openStream()) {
                if (ModuleDescriptor.read(bytes).name().equals(module)) {
                    return url;
                }
            }
        }
        throw new AssertionError("module must be on the class path of the tests: module=" + module
                + "; add its artifact to the dependencies of bus-arch-tests");
    }
}
