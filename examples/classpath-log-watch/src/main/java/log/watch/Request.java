package log.watch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client asked of the web server, and how that ended.
 *
 * @param path the page, without a query
 * @param status the status of HTTP
 * @param bytes the size of the answer
 */
record Request(String path, int status, long bytes) {

    private static final Pattern COMMON_LOG_FORMAT =
            Pattern.compile("\\S+ \\S+ \\S+ \\[[^]]+] \"[A-Z]+ ([^ ?\"]+)[^\"]*\" (\\d{3}) (\\d{1,18}|-)");

    /** Reads a request in the common log format. */
    static Request parse(String text) {
        Matcher matcher = COMMON_LOG_FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("request must be in the common log format: text='" + text
                    + "'; give the access log of a web server");
        }
        long bytes = matcher.group(3).equals("-") ? 0 : Long.parseLong(matcher.group(3));
        return new Request(matcher.group(1), Integer.parseInt(matcher.group(2)), bytes);
    }

    /** Tells whether it is the server that is at fault. */
    boolean hasFailed() {
        return status >= 500;
    }
}
