package bus.core;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Runs one after the other what leads to more of its kind on the same thread, so that they do not stand on the stack of
 * each other.
 */
final class Turns {

    /** What this thread runs next, if it runs something. */
    @SuppressWarnings("ThreadLocalUsage") // each bus has turns of its own
    private final ThreadLocal<@Nullable Queue<Runnable>> following = new ThreadLocal<>();

    /** Runs it, or leaves it to what this thread runs already. */
    void run(Runnable first) {
        Queue<Runnable> later = following.get();
        if (later != null) {
            later.add(first);
            return;
        }
        later = new ArrayDeque<>();
        following.set(later);
        try {
            for (Runnable next = first; next != null; next = later.poll()) {
                next.run();
            }
        } finally {
            following.remove();
        }
    }
}
