package bus.observer.jfr;

import java.time.Duration;

/** Takes its time, at least as long as was asked for. */
final class Busy {

    private Busy() {}

    static void work(Duration duration) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < duration.toNanos()) {
            Thread.onSpinWait();
        }
    }
}
