package bus.api;

import java.util.concurrent.CompletableFuture;

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

    /**
     * Tells when the handler is done: it was removed or replaced, and what its mailbox had accepted was handled,
     * dropped or reported. A synchronous handler is done as soon as it is removed, though an emit of another thread may
     * still be in it. What depends on the future never runs on a thread that handles events.
     *
     * @return a new future; to complete it oneself has no effect on the handler
     */
    CompletableFuture<Void> drained();
}
