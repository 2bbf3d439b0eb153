package bus.api;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;

/** Loads the classes of one plugin where the API stands on the class path, and shows its services files alone. */
final class PluginClassLoader extends URLClassLoader {

    static final String SERVICES_FOLDER = "META-INF/services/";

    private static final String OURS = SERVICES_FOLDER + "bus.api.spi.";

    static {
        registerAsParallelCapable();
    }

    private PluginClassLoader(String name, URL[] jars) {
        super(name, jars, Bus.class.getClassLoader());
    }

    static PluginClassLoader of(String name, List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new PluginClassLoader(name, urls);
    }

    /** Leaves out what the parents provide, which was found there already. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith(OURS) ? findResources(name) : super.getResources(name);
    }
}
