package bus.benchmarks;

/**
 * A payload.
 *
 * @param number not negative
 */
public record Order(long number) {

    /**
     * What every handler does with it, whoever calls the handler: it reads the payload, and writes nothing that threads share. It
     * might throw, so that it cannot be optimised away.
     */
    void check() {
        if (number < 0) {
            throw new IllegalStateException("number must not be negative: number=" + number + "; give another");
        }
    }
}
