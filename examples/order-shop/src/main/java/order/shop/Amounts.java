package order.shop;

import java.math.BigDecimal;

/** Writes amounts as people read them, and exactly. */
final class Amounts {

    private static final int LEAST_DECIMALS = 2;

    private Amounts() {}

    /** Gives two decimals, or as many as there are. */
    static String text(BigDecimal amount) {
        int decimals = Math.max(LEAST_DECIMALS, amount.stripTrailingZeros().scale());
        return amount.setScale(decimals).toPlainString();
    }
}
