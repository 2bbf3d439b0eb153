package bus.core;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one bus: a virtual one for each task where the JVM has them, else those of a pool of daemon threads, which
 * end when they have had no task for a second.
 */
final class BusThreads implements Executor {

    /** {@code Thread.startVirtualThread(Runnable)}, of Java 21; null before. */
    private static final @Nullable MethodHandle START_VIRTUAL_THREAD = startVirtualThread();

    private final @Nullable Executor pool = START_VIRTUAL_THREAD == null ? pool() : null;

    private static @Nullable MethodHandle startVirtualThread() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null;
        }
    }

    private static Executor pool() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "bus");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        if (pool != null) {
            pool.execute(task);
            return;
        }
        try {
            START_VIRTUAL_THREAD.invoke(task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("the method throws nothing checked", e);
        }
    }
}
