package order.shop;

import java.io.PrintStream;
import java.util.Locale;

/** Tells somebody who watches how many lines have been read, if it takes long. Another thread may end it. */
final class Progress {

    private static final int LINES_BETWEEN = 50_000;

    private final PrintStream err;
    private final boolean watched;
    private long lines;
    private boolean shown;
    private boolean ended;

    /** Is silent unless somebody watches, which is to say that standard error is a terminal. */
    Progress(PrintStream err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    void line() {
        lines++;
        if (watched && lines % LINES_BETWEEN == 0) {
            show();
        }
    }

    private synchronized void show() {
        if (!ended) {
            err.printf(Locale.ROOT, "\r%,d lines", lines);
            err.flush();
            shown = true;
        }
    }

    /** Leaves an empty line where the progress stood. */
    synchronized void clear() {
        if (shown) {
            shown = false;
            err.print("\r" + " ".repeat(40) + "\r");
            err.flush();
        }
    }

    /** Clears it for good. */
    synchronized void end() {
        clear();
        ended = true;
    }
}
