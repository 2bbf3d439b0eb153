package bus.benchmarks.report;

import java.util.Locale;

/** Who emits in {@code EmitBenchmark}, in the order of the page: the bus beside its limits, then its peers. */
enum Contestant {
    LOOP(Kind.LIMIT, "plain loop over the handlers"),
    LOOKUP(Kind.LIMIT, "limit of bare dispatch"),
    BARE(Kind.BUS, "Bus, bare dispatch"),
    LIMIT(Kind.LIMIT, "limit of full emit"),
    FULL(Kind.BUS, "Bus, full emit"),
    REACTOR(Kind.PEER, "Reactor"),
    GREENROBOT(Kind.PEER, "greenrobot EventBus"),
    SPRING(Kind.PEER, "Spring"),
    MBASSADOR(Kind.PEER, "MBassador"),
    GUAVA(Kind.PEER, "Guava EventBus");

    /** What a contestant is to the bus. */
    enum Kind {
        LIMIT("written by hand"),
        BUS("this bus"),
        PEER("peers, which make no event, no id and no time");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private final Kind kind;
    private final String label;

    Contestant(Kind kind, String label) {
        this.kind = kind;
        this.label = label;
    }

    Kind kind() {
        return kind;
    }

    String label() {
        return label;
    }

    /** Returns its emit to a number of handlers, on one thread. */
    Case emit(int handlers) {
        return Case.of("EmitBenchmark." + name().toLowerCase(Locale.ROOT)).with("handlers", handlers);
    }
}
