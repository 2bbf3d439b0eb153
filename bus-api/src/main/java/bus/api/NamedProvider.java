package bus.api;

import bus.api.spi.IdGeneratorProvider;

/** A provider of id generators whose name was read and found good. */
record NamedProvider(String name, IdGeneratorProvider provider) {

    /** Makes a generator, and sees to it that there is one and that it knew every setting. */
    IdGenerator create(FoundSettings settings) {
        IdGenerator generator;
        try {
            generator = provider.create(settings);
        } catch (ProviderException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new ProviderException(
                    "id generator provider must create a generator: provider=" + this + "; it threw " + e, e);
        }
        if (generator == null) {
            throw new ProviderException("id generator provider must create a generator: provider=" + this
                    + ", generator=null; mend its create method or choose another one");
        }
        settings.refuseUnknown();
        return generator;
    }

    @Override
    public String toString() {
        return name + " (" + Providers.describe(provider) + ")";
    }
}
