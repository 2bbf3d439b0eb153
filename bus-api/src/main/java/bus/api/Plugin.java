package bus.api;

import bus.api.spi.BusObserver;
import bus.api.spi.IdGeneratorProvider;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * A jar, or a folder with jars that belong together, which is loaded apart from all others.
 *
 * @param path where it is
 * @param source where its providers are looked up
 */
record Plugin(Path path, ProviderSource source) {

    /** What a plugin may bring: the bus itself comes from the path alone. */
    private static final List<String> SERVICES =
            List.of(BusObserver.class.getName(), IdGeneratorProvider.class.getName());

    private static final int MAX_CAUSES = 100;

    /** Finds out what is there, and loads no class yet. */
    static Plugin load(Path path) {
        // There is none on the class path, and a layer would come up empty there, as no module can require the API.
        ModuleLayer parent = Bus.class.getModule().getLayer();
        try {
            List<Path> jars = Files.isDirectory(path) ? PluginFolder.entries(path, false) : List.of(path);
            return new Plugin(path, parent == null ? classLoader(path, jars) : layer(path, jars, parent));
        } catch (ProviderException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw unusable(path, e);
        }
    }

    private static ProviderSource layer(Path path, List<Path> jars, ModuleLayer parent) {
        ModuleFinder finder = ModuleFinder.of(modules(path, jars));
        Set<String> roots = finder.findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(module -> SERVICES.stream().anyMatch(service -> providers(module, service) > 0))
                .map(ModuleDescriptor::name)
                .collect(Collectors.toSet());
        if (roots.isEmpty()) {
            throw bringsNothing(path);
        }
        Configuration configuration = parent.configuration().resolveAndBind(finder, ModuleFinder.of(), roots);
        return ProviderSource.of(parent.defineModulesWithOneLoader(configuration, Bus.class.getClassLoader()));
    }

    /** Returns the jars without a copy of the API: what implements that one would be no provider to this one. */
    private static Path[] modules(Path path, List<Path> jars) {
        Map<String, Path> modules = new LinkedHashMap<>();
        for (Path jar : jars) {
            for (ModuleReference module : ModuleFinder.of(jar).findAll()) {
                String name = module.descriptor().name();
                Path other = modules.putIfAbsent(name, jar);
                if (other != null) {
                    throw new ProviderException("modules of a plugin must have different names: plugin=" + path
                            + ", module=" + name + ", jars=[" + other.getFileName() + ", " + jar.getFileName()
                            + "]; leave one of them in its folder");
                }
            }
        }
        modules.remove(Bus.class.getModule().getName());
        return modules.values().toArray(Path[]::new);
    }

    private static int providers(ModuleDescriptor module, String service) {
        return module.provides().stream()
                .filter(provides -> provides.service().equals(service))
                .mapToInt(provides -> provides.providers().size())
                .sum();
    }

    private static ProviderSource classLoader(Path path, List<Path> jars) throws IOException {
        boolean bringsSomething = false;
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) { // a class loader would pass over what is no jar
                bringsSomething |= SERVICES.stream()
                        .anyMatch(service -> file.getEntry(PluginClassLoader.SERVICES_FOLDER + service) != null);
            }
        }
        if (!bringsSomething) {
            throw bringsNothing(path);
        }
        return ProviderSource.of(PluginClassLoader.of(path.getFileName().toString(), jars));
    }

    /** Finds the providers that the plugin itself brings. */
    <S> Providers<S> find(Class<S> service) {
        ModuleLayer layer = source.layer();
        Providers<S> found;
        if (layer == null) {
            found = Providers.find(service, source);
            found.usable().removeIf(provider -> provider.getClass().getModule().isNamed()); // those of the module path
        } else {
            // Those of a layer come before those of its parents.
            int own = layer.modules().stream()
                    .mapToInt(module -> providers(module.getDescriptor(), service.getName()))
                    .sum();
            found = Providers.find(service, source, own);
        }
        found.broken().replaceAll(e -> unusable(path, e));
        return found;
    }

    /** Names the class of a provider, and the plugin that it came from. */
    String describe(Object provider) {
        return provider.getClass().getName() + " in plugin " + path;
    }

    private static ProviderException bringsNothing(Path path) {
        return new ProviderException("plugin must provide a service that plugins may bring: plugin=" + path
                + ", services=" + SERVICES + "; name its provider in the descriptor and in META-INF/services, and put a"
                + " library into the folder of the plugin that needs it");
    }

    private static ProviderException unusable(Path path, Throwable thrown) {
        Throwable root = root(thrown);
        String cause = root == thrown ? "" : ", cause=" + SafeText.of(root::toString);
        return new ProviderException(
                "plugin must be usable: plugin=" + path + ", thrown=" + SafeText.of(thrown::toString) + cause
                        + "; mend the plugin or take it out of its folder",
                thrown);
    }

    /** The last cause is what says why: those before it say where. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < MAX_CAUSES; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
