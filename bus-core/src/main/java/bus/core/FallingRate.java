package bus.core;

import java.util.concurrent.atomic.AtomicLong;

/** Says which of many things of one kind are logged: the first, the second, the fourth and so on, with their number. */
final class FallingRate {

    private final AtomicLong count = new AtomicLong();

    /** Counts one more, and returns its number if it is to be logged, else zero. */
    long next() {
        long number = count.incrementAndGet();
        return Long.bitCount(number) == 1 ? number : 0;
    }
}
