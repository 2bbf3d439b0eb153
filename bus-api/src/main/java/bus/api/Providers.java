package bus.api;

import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;

/**
 * What was found of one service in one place.
 *
 * @param place where it was looked for
 * @param usable the providers, in no order that one could rely on
 * @param broken what is wrong with those that cannot be used
 */
record Providers<S>(Place place, List<S> usable, List<Throwable> broken) {

    /** A services file that cannot be read fails again at every step; after so many failures the search ends. */
    private static final int MOST_FAILURES = 100;

    /** Goes on behind a provider that fails, so that one broken jar hides no other. */
    static <S> Providers<S> find(Class<S> service, Place place) {
        List<S> usable = new ArrayList<>();
        List<Throwable> broken = new ArrayList<>();
        Iterator<S> iterator = place.load(service).iterator();
        while (broken.size() < MOST_FAILURES) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                usable.add(iterator.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(e);
            }
        }
        return new Providers<>(place, usable, broken);
    }

    /** Makes the error that lists all that was found, with what is wrong with providers as its cause. */
    ProviderException error(String rule, List<?> found, String wayOut) {
        ProviderException error = new ProviderException(
                rule + ", found=" + found + (broken.isEmpty() ? "" : ", broken=" + broken) + ", place=" + place + "; "
                        + wayOut,
                broken.isEmpty() ? null : broken.get(0));
        broken.stream().skip(1).forEach(error::addSuppressed);
        return error;
    }

    /** Names the class of a provider, and the module or jar that it came from. */
    static String describe(Object provider) {
        Class<?> type = provider.getClass();
        if (type.getModule().isNamed()) {
            return type.getName() + " in module " + type.getModule().getName();
        }
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return type.getName() + (source == null ? "" : " in " + source.getLocation());
    }
}
