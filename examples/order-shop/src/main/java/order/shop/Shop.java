package order.shop;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerSnapshot;
import bus.api.Overflow;
import bus.api.TopicMatcher;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings orders and consumers together: emits the ones, and registers the others. */
final class Shop {

    /**
     * A full mailbox makes the shop wait until there is room again, so that no event is lost and the totals are exact.
     */
    private static final Delivery<Object> MAILBOX =
            Delivery.async().overflow(Overflow.block(Duration.ofDays(1))).ordered();

    private final Bus bus;
    private final Counter counter = new Counter();
    private final Calculator calculator = new Calculator();
    private final Emitter<Order> created;
    private final Emitter<Order> canceled;

    /** The pace is how long the consumers wait before each event. */
    Shop(Bus bus, Duration pace) {
        this.bus = bus;
        bus.registerTopics(OrderTopics.CREATED, OrderTopics.CANCELED);
        bus.registerHandler("counter", TopicMatcher.regex(".*"), MAILBOX, paced(counter, pace));
        bus.registerHandler(
                "calculator",
                TopicMatcher.regex("^order\\.(created|canceled)$").payload(Order.class),
                MAILBOX,
                paced(calculator, pace));
        created = bus.emitter(OrderTopics.CREATED);
        canceled = bus.emitter(OrderTopics.CANCELED);
    }

    private static <T> Handler<T> paced(Handler<T> consumer, Duration pace) {
        return pace.isZero() ? consumer : new Slow<>(consumer, pace);
    }

    /** Plays what happens without a file: three orders in one transaction, and a cancellation in another one. */
    synchronized void playScene() {
        Event<Order> first = created.emit(new Order("1001", 2, new BigDecimal("12.50")));
        EmitOptions sameTransaction = EmitOptions.none().withTxId(first.txId());
        created.emit(new Order("1002", 1, new BigDecimal("7.95")), sameTransaction);
        created.emit(new Order("1003", 5, new BigDecimal("64.00")), sameTransaction);
        canceled.emit(new Order("C1004", 1, new BigDecimal("7.95")));
    }

    synchronized void work(Collection<Invoice> invoices) {
        for (Invoice invoice : invoices) {
            (invoice.isCancellation() ? canceled : created).emit(invoice.toOrder());
        }
    }

    /** Tells how many events each consumer did not handle; waits until those that are being emitted are. */
    synchronized Map<String, Long> unhandled() {
        Map<String, Long> unhandled = new LinkedHashMap<>();
        for (HandlerSnapshot handler : bus.snapshot().handlers()) {
            if (handler.delivery().isAsync()) {
                HandlerCounts counts = handler.counts();
                unhandled.put(handler.key(), counts.offered() - counts.delivered());
            }
        }
        return unhandled;
    }

    /** Called after a true {@code awaitIdle}. */
    BigDecimal totalAmount() {
        return calculator.total();
    }

    /** Called after a true {@code awaitIdle}. */
    void printTotals(PrintStream out) {
        out.println("Total event count for order.created: " + counter.count(OrderTopics.CREATED));
        out.println("Total event count for order.canceled: " + counter.count(OrderTopics.CANCELED));
        out.println("Order total amount " + Amounts.text(calculator.total()));
    }
}
