package bus.testkit;

import static java.util.Objects.requireNonNull;

import bus.api.IdGenerator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that count from 1, so that a test can say which one an event has. A bus gets them by
 * {@code Bus.builder().idGenerator(SequentialIds.create())}. As texts they do not sort in the order of their making.
 *
 * <p>Thread-safe: no number is given twice or left out.
 */
public final class SequentialIds implements IdGenerator {

    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    private SequentialIds(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Makes a generator of the ids {@code 1}, {@code 2}, {@code 3} and so on.
     *
     * @return a new generator
     */
    public static SequentialIds create() {
        return new SequentialIds("");
    }

    /**
     * Makes a generator of ids that begin with a text, such as {@code order-1}, {@code order-2} and so on.
     *
     * @param prefix what stands before the number
     * @return a new generator
     */
    public static SequentialIds withPrefix(String prefix) {
        return new SequentialIds(requireNonNull(prefix, "prefix must not be null"));
    }

    @Override
    public String next() {
        return prefix + last.incrementAndGet();
    }

    /** Returns a text for people, such as in a log. */
    @Override
    public String toString() {
        return "SequentialIds[last=" + prefix + last + "]";
    }
}
