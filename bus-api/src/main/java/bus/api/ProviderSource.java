package bus.api;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Where providers are looked up: through a class loader, or in a module layer. */
record ProviderSource(
        @Nullable ClassLoader loader, @Nullable ModuleLayer layer) {

    static ProviderSource of(@Nullable ClassLoader loader) {
        return new ProviderSource(loader, null);
    }

    static ProviderSource of(ModuleLayer layer) {
        return new ProviderSource(null, layer);
    }

    /** The loads that the {@code uses} directives of this module stand for. */
    <S> ServiceLoader<S> load(Class<S> service) {
        if (layer != null) {
            return ServiceLoader.load(layer, service);
        }
        return isModulePathAlone()
                ? ServiceLoader.load(ModuleLayer.boot(), service)
                : ServiceLoader.load(service, loader);
    }

    /**
     * Tells whether the loader is that of this module, in an application without a class path. Then the boot layer has
     * all that the loader has; the loader would look into every jar for service files that do not count there, which
     * costs a start more than the bus itself.
     */
    private boolean isModulePathAlone() {
        return loader == ProviderSource.class.getClassLoader() // that of the system may be one of the application
                && ProviderSource.class.getModule().getLayer() == ModuleLayer.boot()
                && System.getProperty("jdk.module.main") != null // else no class path is the current folder
                && "".equals(System.getProperty("java.class.path"));
    }

    /**
     * Says how a jar gets to where it is looked for: modules that require this one cannot be reached from a class path.
     */
    String wayIn(String jar) {
        if (ProviderSource.class.getModule().isNamed()) {
            return "put " + jar
                    + (layer == null
                            ? " on the module path, as bus-api is a module, or on the class path"
                            : " into that layer");
        }
        return layer == null
                ? "put " + jar + " on the class path (bus-api was loaded from there, and modules require another one)"
                : "give a class loader that has " + jar
                        + " instead of a layer (bus-api was loaded from the class path, and modules require another one)";
    }

    @Override
    public String toString() {
        if (layer != null) {
            return "module layer [" + layer + "]";
        }
        return "class loader " + (loader == null || loader.getName() == null ? loader : loader.getName());
    }
}
