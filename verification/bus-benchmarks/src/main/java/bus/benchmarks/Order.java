package bus.benchmarks;

/**
 * A payload.
 *
 * @param number not negative
 */
public record Order(long number) {

    /**
     * What every handler does with it, whoever calls the handler: it reads a field of its own and one of the payload,
     * and writes nothing that threads share. It might throw, so that it cannot be optimised away.
     *
     * @param least what the handler was made with
     */
    void check(long least) {
        if (number < least) {
            throw new IllegalStateException(
                    "number must be great enough: number=" + number + ", least=" + least + "; give another");
        }
    }
}
