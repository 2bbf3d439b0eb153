package order.shop;

import bus.api.Event;
import bus.api.Handler;
import java.io.PrintStream;

/** Prints every event, one a line. */
record Printer(PrintStream out) implements Handler<Object> {

    @Override
    public void handle(Event<Object> event) {
        out.println(event.occurredAt() + " " + event.topic() + " id=" + event.id() + " tx=" + event.txId() + " "
                + text(event.data()));
    }

    private static String text(Object data) {
        return data instanceof Order order
                ? "order=" + order.number() + " lines=" + order.lines() + " amount=" + Amounts.text(order.amount())
                : data.toString();
    }
}
