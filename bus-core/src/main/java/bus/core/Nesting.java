package bus.core;

import bus.api.NestingException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, for every thread, the path of topics it is emitting to at this moment, the outermost first.
 *
 * <p>When an emit fails in a way that ends all emits around it, it leaves that failure behind on the path, above the
 * topic of the emit around it. So an emit whose handler has returned finds its path longer than it left it, whatever the
 * handler made of the exception, and an emit that a handler tries meanwhile is refused. The outermost emit clears the
 * path.
 *
 * <p>A path is a list of the JDK that holds strings: a pooled thread that outlives a bus keeps none of its classes alive.
 * Only its own thread ever touches it.
 */
final class Nesting {

    private final ThreadLocal<ArrayList<Object>> paths = ThreadLocal.withInitial(ArrayList::new);
    private final int limit;

    Nesting(int limit) {
        this.limit = limit;
    }

    /** Gives the path of this thread. */
    ArrayList<Object> path() {
        return paths.get();
    }

    /** Refuses an emit that is too deep, or inside one that is being ended. */
    void requireRoom(ArrayList<Object> path, String topic) {
        int depth = path.size();
        if (depth == 0) {
            return;
        }
        if (path.get(depth - 1) instanceof Throwable failure) {
            throw rethrow(failure);
        }
        if (depth >= limit) {
            ArrayList<String> topics = new ArrayList<>();
            path.forEach(outer -> topics.add((String) outer));
            topics.add(topic);
            NestingException failure = new NestingException(topics, limit);
            end(path, failure);
            throw failure;
        }
    }

    /** Ends all emits of this thread: the failure stays on the path until the outermost one has left. */
    static void end(ArrayList<Object> path, Throwable failure) {
        path.add(failure);
    }

    /** Gives the failure that ends all emits of this thread, if there is one, to the emit that left its path so deep. */
    static @Nullable Throwable ending(ArrayList<Object> path, int depth) {
        if (path.get(path.size() - 1) instanceof Throwable failure) {
            return failure;
        }
        truncate(path, depth); // left by an emit that had no stack to clean up, and whose handler hid the error
        return null;
    }

    /** Takes the path back to where it was before an emit, unless a failure has to stay for the emit around it. */
    static void leave(ArrayList<Object> path, int depth) {
        if (path.size() == depth + 1) {
            path.remove(depth);
        } else if (depth == 0 || !(path.get(path.size() - 1) instanceof Throwable)) {
            truncate(path, depth);
        }
    }

    private static void truncate(ArrayList<Object> path, int depth) {
        path.subList(depth, path.size()).clear();
    }

    /** Throws one of the failures that end emits, none of which is checked. */
    static RuntimeException rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
