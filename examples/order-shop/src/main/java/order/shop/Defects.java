package order.shop;

import bus.api.BusClosedException;
import bus.api.ErrorHandler;
import bus.api.HandlerFailure;
import java.io.PrintStream;

/**
 * Tells of consumers that fail. What is lost because the bus closes is no defect: it is counted, and told with the
 * totals.
 */
record Defects(PrintStream err) implements ErrorHandler {

    @Override
    public void onFailure(HandlerFailure failure) {
        Throwable cause = failure.cause();
        if (cause instanceof BusClosedException || cause instanceof InterruptedException) {
            return;
        }
        err.println("order-shop: consumer must handle every event: " + failure + "; mend it");
        cause.printStackTrace(err);
    }
}
