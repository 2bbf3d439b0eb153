package bus.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has one thread or two put events somewhere, and waits until all of them have been taken. */
public final class Load implements AutoCloseable {

    /** How many events are put at once. */
    public static final int EVENTS = 100_000;

    private final int producers;
    private final ExecutorService second = Executors.newSingleThreadExecutor();
    private CountDownLatch done = new CountDownLatch(1);
    private int left;

    /**
     * Makes a load.
     *
     * @param producers 1 or 2
     */
    public Load(int producers) {
        this.producers = producers;
    }

    /**
     * Puts all events, and waits.
     *
     * @param put puts one
     * @throws InterruptedException if the thread is interrupted
     * @throws ExecutionException if the other thread failed
     */
    public void run(Runnable put) throws InterruptedException, ExecutionException {
        left = EVENTS;
        done = new CountDownLatch(1);
        Runnable part = () -> {
            for (int i = 0; i < EVENTS / producers; i++) {
                put.run();
            }
        };
        if (producers == 2) {
            Future<?> other = second.submit(part);
            part.run();
            other.get();
        } else {
            part.run();
        }
        done.await();
    }

    /** Notes that one was taken. By one thread at a time, each seeing what the one before did. */
    public void taken() {
        if (--left == 0) {
            done.countDown();
        }
    }

    @Override
    public void close() {
        second.shutdownNow();
    }
}
