package bus.observer.jfr;

/**
 * Tells what recordings want at this moment. It asks events that are never written, so that the answer allocates
 * nothing.
 */
final class Wanted {

    private static final Wanted NOW = new Wanted();

    private final EmissionEvent emission = new EmissionEvent();
    private final HandlingEvent handling = new HandlingEvent();
    private final FailureEvent failure = new FailureEvent();
    private final DropEvent drop = new DropEvent();
    private final UnhandledEvent unhandled = new UnhandledEvent();

    private Wanted() {}

    static boolean anything() {
        return emission() || handling() || failure() || drop() || unhandled();
    }

    static boolean emission() {
        return NOW.emission.isEnabled();
    }

    static boolean handling() {
        return NOW.handling.isEnabled();
    }

    static boolean failure() {
        return NOW.failure.isEnabled();
    }

    static boolean drop() {
        return NOW.drop.isEnabled();
    }

    static boolean unhandled() {
        return NOW.unhandled.isEnabled();
    }
}
