package bus.api;

import bus.api.spi.IdGeneratorProvider;

/**
 * A provider of id generators whose name was read and found good.
 *
 * @param name the name
 * @param provider the provider
 * @param description its class, and where that came from
 */
record NamedProvider(String name, IdGeneratorProvider provider, String description) {

    /** Makes a generator that knew every setting. */
    IdGenerator create(FoundSettings settings) {
        IdGenerator generator =
                Providers.make("id generator provider must create a generator", this, () -> provider.create(settings));
        settings.refuseUnknown();
        return generator;
    }

    @Override
    public String toString() {
        return name + " (" + description + ")";
    }
}
