package bus.idgen.snowflake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes and reads numbers in the digits 0-9A-Za-z, which sort as text in the order of their values.
 *
 * <p>Two digits are written at a time, out of a table of all 3,844 pairs.
 */
final class Base62 {

    static final int RADIX = 62;

    private static final int PAIRS = RADIX * RADIX;
    private static final byte[] DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIRST_OF_PAIR = new byte[PAIRS];
    private static final byte[] SECOND_OF_PAIR = new byte[PAIRS];

    static {
        for (int digit = 0; digit < RADIX; digit++) { // a loop over all pairs, not compiled yet, takes 2 ms of a start
            Arrays.fill(FIRST_OF_PAIR, digit * RADIX, (digit + 1) * RADIX, DIGITS[digit]);
            System.arraycopy(DIGITS, 0, SECOND_OF_PAIR, digit * RADIX, RADIX);
        }
    }

    private Base62() {}

    /** Returns the greatest value that so many digits can hold, or that of a long if that is less. */
    static long max(int digits) {
        long max = 0;
        for (int i = 0; i < digits; i++) {
            if (max > (Long.MAX_VALUE - (RADIX - 1)) / RADIX) {
                return Long.MAX_VALUE;
            }
            max = max * RADIX + RADIX - 1;
        }
        return max;
    }

    /** Writes the last digits of a number that is not negative, with zeros in front. */
    static void write(long number, byte[] target, int from, int digits) {
        long rest = number;
        int at = from + digits;
        for (; at - from >= 2; at -= 2) {
            long next = rest / PAIRS;
            int pair = (int) (rest - next * PAIRS);
            writePair(pair, target, at - 2);
            rest = next;
        }
        if (at > from) {
            target[from] = DIGITS[(int) (rest % RADIX)];
        }
    }

    /** Writes a number below 3,844 as two digits. */
    static void writePair(int number, byte[] target, int from) {
        target[from] = FIRST_OF_PAIR[number];
        target[from + 1] = SECOND_OF_PAIR[number];
    }

    /** Reads digits, or returns -1 if one of them is none or the number does not fit a long. */
    static long read(String text, int from, int digits) {
        long number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = value(text.charAt(i));
            if (digit < 0 || number > (Long.MAX_VALUE - digit) / RADIX) {
                return -1;
            }
            number = number * RADIX + digit;
        }
        return number;
    }

    private static int value(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        if (digit >= 'A' && digit <= 'Z') {
            return digit - 'A' + 10;
        }
        return digit >= 'a' && digit <= 'z' ? digit - 'a' + 36 : -1;
    }
}
