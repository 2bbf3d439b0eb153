package bus.api;

import bus.api.spi.BusObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the observers on the path and in plugins. */
final class FoundObservers {

    private FoundObservers() {}

    /**
     * Makes new ones each time, in the order of the names of their classes. One that is broken is an error: nobody
     * would miss it.
     */
    static List<BusObserver> in(ProviderSource source, Collection<PluginFolder> folders) {
        Providers<BusObserver> found = Providers.find(BusObserver.class, source);
        List<BusObserver> observers = new ArrayList<>(found.usable());
        List<Throwable> broken = new ArrayList<>(found.broken());
        for (PluginFolder folder : folders) {
            for (Plugin plugin : folder.plugins()) {
                Providers<BusObserver> brought = plugin.find(BusObserver.class);
                observers.addAll(brought.usable());
                broken.addAll(brought.broken());
            }
        }
        if (!broken.isEmpty()) {
            throw new Providers<>(found.place(), observers, broken)
                    .error(
                            "observers that are found must be usable: service=" + BusObserver.class.getName(),
                            observers.stream().map(Providers::describe).sorted().toList(),
                            "mend or remove what is broken, or switch this off with Bus.Builder.discoverObservers(false)");
        }
        if (observers.size() > 1) { // else a start would link the comparison for nothing
            observers.sort(Comparator.comparing(observer -> observer.getClass().getName()));
        }
        return observers;
    }
}
