package order.shop;

import java.io.Serial;

/** A file of orders that cannot be read; the message names the rule, the file, and the line where there is one. */
final class BadOrdersException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private BadOrdersException(String message) {
        super(message);
    }

    static BadOrdersException inFile(String rule, String file, String detail) {
        return new BadOrdersException(rule + ": file=" + file + ", " + detail);
    }

    static BadOrdersException inLine(String rule, String file, long line, String detail) {
        return inFile(rule, file, "line=" + line + ", " + detail);
    }
}
