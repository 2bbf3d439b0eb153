package bus.api;

import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one service.
 *
 * @param place where it was looked for
 * @param usable the providers, in no order that one could rely on
 * @param broken what is wrong with those that cannot be used
 */
record Providers<S>(String place, List<S> usable, List<Throwable> broken) {

    private static final int MAX_FAILURES = 100;

    /** Goes on behind a provider that fails, so that one broken jar hides no other. */
    static <S> Providers<S> find(Class<S> service, ProviderSource source) {
        return find(service, source, Integer.MAX_VALUE);
    }

    /** Takes the first ones only, of which each is usable or broken. */
    static <S> Providers<S> find(Class<S> service, ProviderSource source, int most) {
        List<S> usable = new ArrayList<>();
        List<Throwable> broken = new ArrayList<>();
        Iterator<S> iterator = source.load(service).iterator();
        for (int step = 0; step < most && broken.size() < MAX_FAILURES; step++) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                usable.add(iterator.next());
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                if (!broken.isEmpty()
                        && e.toString().equals(broken.get(broken.size() - 1).toString())) {
                    break; // what cannot be read at all fails at every step anew
                }
                broken.add(e);
            }
        }
        return new Providers<>(source.toString(), usable, broken);
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

    /** Sees to it that a provider made something. */
    static <T> T given(String rule, Object provider, @Nullable T made) {
        if (made == null) {
            throw failed(rule, provider, "given=null", null);
        }
        return made;
    }

    /**
     * Throws what a provider threw as it was to make something: as it is if it says enough, else inside of what does.
     */
    static ProviderException rethrow(String rule, Object provider, Throwable thrown) {
        if (thrown instanceof VirtualMachineError error) {
            throw error;
        }
        return thrown instanceof ProviderException says
                ? says
                : failed(rule, provider, "thrown=" + SafeText.of(thrown::toString), thrown);
    }

    static ProviderException failed(String rule, Object provider, String what, @Nullable Throwable cause) {
        String wayOut = cause instanceof NoClassDefFoundError
                ? "put the library with what is missing beside the jar of the provider, or take the provider away"
                : "mend the provider or take it away";
        return new ProviderException(rule + ": " + what + ", provider=" + provider + "; " + wayOut, cause);
    }

    /** Names the class of a provider, and the module or jar that it came from. */
    static String describe(Object provider) {
        Class<?> type = provider.getClass();
        if (type.getModule().isNamed()) {
            return type.getName() + " in module " + type.getModule().getName();
        }
        CodeSource code = type.getProtectionDomain().getCodeSource();
        URL location = code == null ? null : code.getLocation();
        return type.getName() + (location == null ? "" : " in " + location);
    }
}
