package bus.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs the same work on several threads that begin together. */
final class Threads {

    /** What each thread does; they are numbered from 0. */
    interface Work<R> {
        R of(int thread) throws Exception;
    }

    private Threads() {}

    /**
     * Returns what the threads gave, in the order in which they ended; what they wrote is visible then. The first that
     * fails ends the others, which may wait for it, and its failure is thrown.
     */
    static <R> List<R> run(int count, Work<R> work) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CyclicBarrier start = new CyclicBarrier(count);
            CompletionService<R> running = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < count; i++) {
                int thread = i;
                running.submit(() -> {
                    start.await();
                    return work.of(thread);
                });
            }
            List<R> results = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                results.add(running.take().get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("threads must end: they were interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw new AssertionError("thread must not fail: thrown=" + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
