package bus.api.spi;

import bus.api.IdGenerator;

/**
 * Makes an id generator that is chosen by its name. It is found by {@link java.util.ServiceLoader} and has a public
 * constructor without parameters, in a package that need not be exported. A jar of one belongs on the module path as
 * well as on the class path: {@code provides} it in the descriptor, and name it in
 * {@code META-INF/services/bus.api.spi.IdGeneratorProvider}.
 */
public interface IdGeneratorProvider {

    /**
     * Returns the name by which the generator is chosen and its settings are found.
     *
     * @return a name that no other provider has and that matches {@code [a-z][a-z0-9]*}
     */
    String name();

    /**
     * Makes a generator.
     *
     * @param settings what was set for it; every setting that the provider does not ask for is an error to the user, so
     *     it asks for all that it knows
     * @return a thread-safe generator, a new one or one that was given before with the same settings
     * @throws bus.api.ProviderException if a setting cannot be used
     */
    IdGenerator create(IdGeneratorSettings settings);
}
