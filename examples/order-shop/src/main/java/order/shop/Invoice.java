package order.shop;

import java.math.BigDecimal;

/** The sum of the lines that bear one number, wherever they stand in a file. */
final class Invoice {

    private final String number;
    private int lines;
    private BigDecimal sum = BigDecimal.ZERO;

    Invoice(String number) {
        this.number = number;
    }

    void add(BigDecimal quantity, BigDecimal unitPrice) {
        lines++;
        sum = sum.add(quantity.multiply(unitPrice));
    }

    boolean isCancellation() {
        return number.startsWith("C");
    }

    /** Its amount is what is paid, and for a cancellation, whose quantities are negative, what is paid back. */
    Order toOrder() {
        return new Order(number, lines, isCancellation() ? sum.negate() : sum);
    }
}
