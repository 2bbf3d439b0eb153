package bus.core;

import bus.api.NestingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps, for every thread, the path of topics it is emitting to at this moment, the outermost first.
 *
 * <p>A failure that ends all emits of a thread is noted on its path. So an emit whose handler has returned knows of it,
 * whatever the handler made of the exception, and an emit that a handler tries meanwhile is refused. The outermost emit
 * takes the note away.
 *
 * <p>A path is made of types of the JDK and holds strings, so that a pooled thread that outlives a bus keeps none of
 * its classes alive. Only its own thread ever touches it.
 */
final class Nesting {

    /**
     * How many elements stand around those that are written by each emit, so that they share no cache line, nor its
     * neighbour, with what another thread reads or writes. Without them two threads that emit took up to four times as
     * long as one does, depending on where the collector had put their paths.
     */
    private static final int PADDING = 32;

    /** Where the cell is among those around it. */
    static final int CELL = PADDING;

    /** Where a path notes the failure that ends all emits of its thread; null if there is none. */
    static final int ENDING = PADDING;

    /** Where a path has the cell that counts the emits that are under way. */
    private static final int DEPTH = PADDING + 1;

    /** Where a path notes that its thread runs the handler of a mailbox; null if it does not. */
    private static final int HANDLING = PADDING + 2;

    /** Where the topics of a path begin. */
    private static final int TOPICS = PADDING + 3;

    private final int limit;
    private final ThreadLocal<@Nullable Object[]> paths;

    Nesting(int limit) {
        this.limit = limit;
        paths = new ThreadLocal<>() {
            @Override
            protected @Nullable Object[] initialValue() {
                @Nullable Object[] path = new @Nullable Object[TOPICS + limit + PADDING];
                path[DEPTH] = new int[2 * PADDING + 1];
                return path;
            }
        };
    }

    /** Returns the path of this thread. */
    @Nullable
    Object[] path() {
        return paths.get();
    }

    /** Returns the cell that counts the emits of a path that are under way. */
    @SuppressWarnings("NullAway") // it is there from the start
    static int[] depth(@Nullable Object[] path) {
        return (int[]) path[DEPTH];
    }

    /** Notes that this thread runs the handler of a mailbox, and returns what was noted before. */
    @Nullable
    Object enterHandler() {
        @Nullable Object[] path = paths.get();
        Object before = path[HANDLING];
        path[HANDLING] = true;
        return before;
    }

    void leaveHandler(@Nullable Object before) {
        paths.get()[HANDLING] = before;
    }

    /** Tells whether a path is that of a thread which runs the handler of a mailbox. */
    static boolean isHandling(@Nullable Object[] path) {
        return path[HANDLING] != null;
    }

    /** Tells whether this thread is inside a handler of the bus. */
    boolean isInside() {
        @Nullable Object[] path = paths.get();
        return depth(path)[CELL] > 0 || isHandling(path);
    }

    /**
     * Puts the topic of an emit onto the path, unless it is too deep or inside one that is being ended. It is mostly
     * there from the emit before: to write it again would make the collector note the path as changed each time, in a
     * card that lies beside that of another thread's path. With the parallel collector that took two threads twice as
     * long.
     */
    void add(@Nullable Object[] path, int depth, String topic) {
        if (path[ENDING] instanceof Throwable ending) {
            throw rethrow(ending);
        }
        if (depth == limit) {
            throw tooDeep(path, topic);
        }
        if (path[TOPICS + depth] != topic) {
            path[TOPICS + depth] = topic;
        }
    }

    private NestingException tooDeep(@Nullable Object[] path, String topic) {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < limit; i++) {
            topics.add((String) path[TOPICS + i]);
        }
        topics.add(topic);
        NestingException failure = new NestingException(topics, limit);
        path[ENDING] = failure;
        return failure;
    }

    /** Throws one of the failures that end emits, none of which is checked. */
    static RuntimeException rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }
}
