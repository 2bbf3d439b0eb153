package bus.core;

import bus.api.Bus;
import bus.api.HandlerFailure;
import bus.testkit.ManualClock;
import bus.testkit.SequentialIds;
import java.time.Instant;
import java.util.List;

/**
 * Buses whose times are known, and their ids as well: they count from 1, unless the system property {@code bus.idgen}
 * names the generator of a jar, with which the tests of the clauses are run again.
 */
final class Buses {

    static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456789Z");

    private Buses() {}

    static Bus bus() {
        return builder().build();
    }

    static Bus.Builder builder() {
        return System.getProperty("bus.idgen") == null
                ? counting()
                : Bus.builder().clock(ManualClock.at(NOW));
    }

    /** Builds a bus whose ids count from 1, whatever jar the tests are run with. */
    static Bus.Builder counting() {
        return Bus.builder().clock(ManualClock.at(NOW)).idGenerator(SequentialIds.create());
    }

    /** Shows failures as {@code key reason cause}. */
    static List<String> shown(List<HandlerFailure> failures) {
        return failures.stream()
                .map(it -> it.key() + " " + it.reason() + " "
                        + it.cause().getClass().getSimpleName())
                .toList();
    }

    /** Throws anything, as code can that was not compiled from Java. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
