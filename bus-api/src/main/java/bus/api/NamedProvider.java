package bus.api;

import bus.api.spi.IdGeneratorProvider;

/**
 * A provider of id generators whose name was read and found good.
 *
 * @param name the name
 * @param provider the provider
 * @param description its class, and where that came from
 */
record NamedProvider(String name, IdGeneratorProvider provider, String description)
        implements Comparable<NamedProvider> {

    /** Makes a generator that knew every setting. */
    IdGenerator create(FoundSettings settings) {
        String rule = "id generator provider must create a generator";
        IdGenerator generator;
        try {
            generator = Providers.given(rule, this, provider.create(settings));
        } catch (RuntimeException | Error e) {
            throw Providers.rethrow(rule, this, e);
        }
        settings.refuseUnknown();
        return generator;
    }

    /** By what is printed of it. */
    @Override
    public int compareTo(NamedProvider other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return name + " (" + description + ")";
    }
}
