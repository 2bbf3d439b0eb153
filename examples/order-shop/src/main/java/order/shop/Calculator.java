package order.shop;

import bus.api.Event;
import bus.api.Handler;
import java.math.BigDecimal;

/**
 * Adds what is ordered and subtracts what is canceled.
 *
 * <p>A plain field will do: an ordered mailbox calls it for one event at a time, each call happens-before the next, and
 * the total is read after a true {@code awaitIdle}.
 */
final class Calculator implements Handler<Order> {

    private BigDecimal total = BigDecimal.ZERO;

    @Override
    public void handle(Event<Order> event) {
        BigDecimal amount = event.data().amount();
        total = event.topic().equals(OrderTopics.CREATED.name()) ? total.add(amount) : total.subtract(amount);
    }

    BigDecimal total() {
        return total;
    }
}
