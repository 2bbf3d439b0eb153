package bus.core;

import bus.api.Bus;
import bus.api.CallSite;
import java.util.Set;

/** Finds out where in the code the bus is called. */
final class CallSites {

    private static final StackWalker STACK = StackWalker.getInstance();

    /** By their names, not by their packages: code of others may stand in a package of this name. */
    private static final Set<String> OURS =
            Set.of(CallSites.class.getName(), CoreBus.class.getName(), Bus.class.getName());

    private CallSites() {}

    /** The first frame of this thread outside of the bus; unknown if there is none, as with a call from native code. */
    static CallSite ofCaller() {
        return STACK.walk(frames -> frames.filter(frame -> !OURS.contains(frame.getClassName()))
                .findFirst()
                .map(frame -> CallSite.of(frame.toStackTraceElement()))
                .orElseGet(CallSite::unknown));
    }
}
