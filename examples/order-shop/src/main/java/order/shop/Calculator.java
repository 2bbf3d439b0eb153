package order.shop;

import bus.api.Event;
import bus.api.Handler;
import java.math.BigDecimal;

/** Adds what is ordered and subtracts what is canceled. For a shop that emits on one thread. */
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
