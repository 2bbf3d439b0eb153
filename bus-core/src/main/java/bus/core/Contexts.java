package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.ContextCarrier;
import bus.api.ContextCarrier.Captured;
import bus.api.ContextCarrier.Scope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the carriers of a bus carry over, as one: restored in their order and undone in the reverse one. */
final class Contexts {

    private final List<ContextCarrier> carriers;

    Contexts(List<ContextCarrier> carriers) {
        this.carriers = carriers;
    }

    /**
     * Captures the context of the emitting thread. A carrier that cannot makes each handler fail that was to run in the
     * context. Returns null if nothing is carried.
     */
    @Nullable
    Captured capture() {
        if (carriers.isEmpty()) {
            return null;
        }
        List<Captured> captured = new ArrayList<>(carriers.size());
        for (ContextCarrier carrier : carriers) {
            try {
                captured.add(
                        requireNonNull(
                                carrier.capture(),
                                () -> "context carrier must capture something: carrier=" + carrier
                                        + ", captured=null; give one whose scope does nothing where there is nothing to carry"));
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) { // also a checked one, which code can throw that was not compiled from Java
                return () -> {
                    throw Contexts.<RuntimeException>rethrow(e);
                };
            }
        }
        return () -> restore(captured);
    }

    private static Scope restore(List<Captured> captured) {
        Deque<Scope> scopes = new ArrayDeque<>();
        for (Captured one : captured) {
            try {
                scopes.push(requireNonNull(
                        one.restore(),
                        () -> "context must be restored for a scope: captured=" + one
                                + ", scope=null; give one that does nothing where there is nothing to undo"));
            } catch (Throwable e) {
                undo(scopes, e);
                throw Contexts.<RuntimeException>rethrow(e);
            }
        }
        return () -> {
            Throwable failure = undo(scopes, null);
            if (failure != null) {
                throw Contexts.<RuntimeException>rethrow(failure);
            }
        };
    }

    /** Undoes all, whatever one of them does, and returns the first failure with the others suppressed. */
    private static @Nullable Throwable undo(Deque<Scope> scopes, @Nullable Throwable before) {
        Throwable failure = before;
        for (Scope scope : scopes) {
            try {
                scope.close();
            } catch (Throwable e) {
                if (failure == null) {
                    failure = e;
                } else if (failure != e) {
                    failure.addSuppressed(e);
                }
            }
        }
        return failure;
    }

    // Nothing is cast in fact, so that a checked exception passes as well.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E rethrow(Throwable failure) throws E {
        throw (E) failure;
    }
}
