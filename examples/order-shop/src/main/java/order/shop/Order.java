package order.shop;

import java.math.BigDecimal;

/**
 * An order, or the cancellation of one.
 *
 * @param number the number of the invoice
 * @param lines how many lines the invoice has
 * @param amount what is paid, or paid back
 */
record Order(String number, int lines, BigDecimal amount) {}
