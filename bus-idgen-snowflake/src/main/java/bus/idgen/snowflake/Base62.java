package bus.idgen.snowflake;

/** Writes numbers in the digits 0-9A-Za-z, which sort as text in the order of their values. */
final class Base62 {

    static final int RADIX = 62;

    private static final byte[] DIGITS = digits();

    private Base62() {}

    private static byte[] digits() {
        byte[] digits = new byte[RADIX];
        int next = 0;
        for (char[] range : new char[][] {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}) {
            for (char digit = range[0]; digit <= range[1]; digit++) {
                digits[next++] = (byte) digit;
            }
        }
        return digits;
    }

    /** Returns how many values so many digits can tell apart. */
    static long values(int digits) {
        long values = 1;
        for (int i = 0; i < digits; i++) {
            values = Math.multiplyExact(values, RADIX);
        }
        return values;
    }

    /** Writes the last digits of a number that is not negative, with zeros in front. */
    static void write(long number, byte[] target, int from, int digits) {
        long rest = number;
        for (int i = from + digits - 1; i >= from; i--) {
            target[i] = DIGITS[(int) (rest % RADIX)];
            rest /= RADIX;
        }
    }
}
