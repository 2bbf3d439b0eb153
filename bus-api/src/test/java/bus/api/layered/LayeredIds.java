package bus.api.layered;

import bus.api.IdGenerator;
import bus.api.spi.IdGeneratorProvider;
import bus.api.spi.IdGeneratorSettings;

/** A provider that has the name of its module, so that the name of a jar makes it another one. */
public final class LayeredIds implements IdGeneratorProvider {

    /** Called by {@link java.util.ServiceLoader}; the module {@code unmakable} has a provider that cannot be made. */
    public LayeredIds() {
        if (name().equals("unmakable")) {
            throw new IllegalStateException("no ids today");
        }
    }

    @Override
    public String name() {
        return LayeredIds.class.getModule().getName();
    }

    @Override
    public IdGenerator create(IdGeneratorSettings settings) {
        return this::name;
    }
}
