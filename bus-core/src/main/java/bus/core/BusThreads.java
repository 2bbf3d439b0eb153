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
 * The threads of one bus: a virtual one for each task where the JVM has them, else those of a pool of daemon threads,
 * which end when they have had no task for a second.
 */
final class BusThreads implements Executor {

    /** Looks the method up with the first task: a bus without one shall not wait for it at the start. */
    private static final class Virtual {

        /** {@code Thread.startVirtualThread(Runnable)}, of Java 21; null before. */
        static final @Nullable MethodHandle START = start();

        private static @Nullable MethodHandle start() {
            try {
                return MethodHandles.publicLookup()
                        .findStatic(
                                Thread.class,
                                "startVirtualThread",
                                MethodType.methodType(Thread.class, Runnable.class));
            } catch (NoSuchMethodException | IllegalAccessException e) {
                return null;
            }
        }
    }

    /** Null before the first task. Of two that are made at once, both are good. */
    private volatile @Nullable Executor pool;

    private Executor pool() {
        Executor made = pool;
        if (made == null) {
            made = newPool();
            pool = made;
        }
        return made;
    }

    private static Executor newPool() {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "bus");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        if (Virtual.START == null) {
            pool().execute(task);
            return;
        }
        try {
            Virtual.START.invoke(task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("the method throws nothing checked", e);
        }
    }
}
