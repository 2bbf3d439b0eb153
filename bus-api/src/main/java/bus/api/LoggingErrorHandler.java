package bus.api;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The error handler of a bus that was given none: logs every failure with its stack. Of the events that a mailbox loses
 * there can be very many: of each handler it logs the first, the second, the fourth and so on, with their number.
 */
final class LoggingErrorHandler implements ErrorHandler {

    /** How many events each handler has lost, by its key. */
    private final Map<String, AtomicLong> lost = new ConcurrentHashMap<>();

    /** Looked up when there is something to log: the first look-up of a process brings up all of its logging. */
    Logger logger() {
        return System.getLogger(Bus.class.getName());
    }

    @Override
    public void onFailure(HandlerFailure failure) {
        switch (failure.reason()) {
            case DROPPED, REJECTED, UNDELIVERED -> {
                long count = lost.computeIfAbsent(failure.key(), key -> new AtomicLong())
                        .incrementAndGet();
                if (Long.bitCount(count) == 1) {
                    logger().log(Level.ERROR, failure + ", lost so far=" + count, failure.cause());
                }
            }
            default -> logger().log(Level.ERROR, failure.toString(), failure.cause());
        }
    }
}
