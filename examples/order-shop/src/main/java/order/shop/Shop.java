package order.shop;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Handler;
import bus.api.TopicMatcher;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;

/** Brings orders and consumers together: emits the ones, and registers the others. */
final class Shop {

    private final Counter counter = new Counter();
    private final Calculator calculator = new Calculator();
    private final Emitter<Order> created;
    private final Emitter<Order> canceled;

    /** The pace is how long the consumers wait before each event. */
    Shop(Bus bus, Duration pace) {
        bus.registerTopics(OrderTopics.CREATED, OrderTopics.CANCELED);
        bus.registerHandler("counter", TopicMatcher.regex(".*"), paced(counter, pace));
        bus.registerHandler(
                "calculator",
                TopicMatcher.regex("^order\\.(created|canceled)$").payload(Order.class),
                paced(calculator, pace));
        created = bus.emitter(OrderTopics.CREATED);
        canceled = bus.emitter(OrderTopics.CANCELED);
    }

    private static <T> Handler<T> paced(Handler<T> consumer, Duration pace) {
        return pace.isZero() ? consumer : new Slow<>(consumer, pace);
    }

    /** Plays what happens without a file: three orders in one transaction, and a cancellation in another one. */
    void playScene() {
        Event<Order> first = created.emit(new Order("1001", 2, new BigDecimal("12.50")));
        EmitOptions sameTransaction = EmitOptions.none().withTxId(first.txId());
        created.emit(new Order("1002", 1, new BigDecimal("7.95")), sameTransaction);
        created.emit(new Order("1003", 5, new BigDecimal("64.00")), sameTransaction);
        canceled.emit(new Order("C1004", 1, new BigDecimal("7.95")));
    }

    void work(Collection<Invoice> invoices) {
        for (Invoice invoice : invoices) {
            (invoice.isCancellation() ? canceled : created).emit(invoice.toOrder());
        }
    }

    void printTotals(PrintStream out) {
        out.println("Total event count for order.created: " + counter.count(OrderTopics.CREATED));
        out.println("Total event count for order.canceled: " + counter.count(OrderTopics.CANCELED));
        out.println("Order total amount " + Amounts.text(calculator.total()));
    }
}
