package bus.api;

/**
 * The handle of one registration of a handler.
 *
 * <p>Thread-safe.
 */
public interface Registration extends AutoCloseable {

    /**
     * Returns the key.
     *
     * @return the key under which the handler was registered
     */
    String key();

    /**
     * Removes the handler, as {@link Bus#deregisterHandler} does. Without effect if it was removed already, or another
     * handler took its place under the same key. May be called inside the handler itself.
     */
    @Override
    void close();
}
