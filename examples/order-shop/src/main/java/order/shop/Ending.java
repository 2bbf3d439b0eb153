package order.shop;

import bus.api.Bus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ends a run and prints its totals, once: after the last order, or when the run is interrupted, which another thread
 * does.
 *
 * <p>The totals are plain fields of consumers that run on other threads. They are read after a true {@code awaitIdle}
 * alone, which makes visible what the consumers did. That goes for a close as well: one that reaches its limit
 * interrupts a consumer and does not wait for it.
 */
final class Ending {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int INTERRUPTED = 130; // as the JVM itself exits after Ctrl-C

    /** How long a consumer that was interrupted has to come back, which takes it no time. */
    static final Duration COMING_BACK = Duration.ofSeconds(5);

    private final Bus bus;
    private final Shop shop;
    private final Progress progress;
    private final PrintStream out;
    private final Duration limit;

    private volatile boolean allEmitted;
    private boolean printed;
    private int status;

    /** The limit is how long consumers go on with the events that they have after the run is interrupted. */
    Ending(Bus bus, Shop shop, Progress progress, PrintStream out, Duration limit) {
        this.bus = bus;
        this.shop = shop;
        this.progress = progress;
        this.out = out;
        this.limit = limit;
    }

    /** Called after the last order: waits for the consumers for as long as it takes, as there is always Ctrl-C. */
    void complete() throws InterruptedException {
        allEmitted = true;
        out.flush(); // the events are to be seen while the consumers work
        boolean idle;
        do {
            idle = bus.awaitIdle(Duration.ofDays(1));
        } while (!idle);
        print(true);
    }

    /** Called by whoever interrupts the run. */
    synchronized void interrupt() {
        bus.close(limit);
        progress.end();
        boolean idle = false;
        try {
            idle = bus.awaitIdle(COMING_BACK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        print(idle);
    }

    private synchronized void print(boolean idle) {
        if (printed) {
            return;
        }
        printed = true;
        Map<String, Long> unhandled = shop.unhandled();
        boolean exact = allEmitted && unhandled.values().stream().allMatch(events -> events == 0);
        status = bus.isClosed() ? INTERRUPTED : exact ? OK : FAILED;
        if (!exact) {
            out.println((status == INTERRUPTED ? "Interrupted: " : "A consumer failed: ")
                    + (idle ? "the totals are partial" : "there are no totals, as a consumer is still at work")
                    + ". Events not handled: "
                    + unhandled.entrySet().stream()
                            .map(consumer -> consumer.getKey() + " " + consumer.getValue())
                            .collect(Collectors.joining(", ")));
        }
        if (idle) {
            shop.printTotals(out);
        }
        out.flush();
    }

    /** Gives the exit status; waits for an interruption that is under way to print its totals. */
    synchronized int status() {
        return status;
    }
}
