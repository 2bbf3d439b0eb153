package bus.core;

import bus.api.Bus;
import bus.api.HandlerFailure;
import bus.api.IdGenerator;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Buses whose ids and times are known. */
final class Buses {

    static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456789Z");

    private Buses() {}

    /** A bus with the ids 1, 2, 3… at one time. */
    static Bus bus() {
        return builder().build();
    }

    static Bus.Builder builder() {
        return Bus.builder().idGenerator(counting()).clock(() -> NOW);
    }

    static IdGenerator counting() {
        AtomicLong last = new AtomicLong();
        return () -> Long.toString(last.incrementAndGet());
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
