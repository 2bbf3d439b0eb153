package bus.api;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/** A class loader whose services files can never be read, and that ends a search that does not give up. */
final class UnreadablePath extends ClassLoader {

    private static final int MOST_READS = 10_000;

    private int reads;

    UnreadablePath() {
        super(null);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (++reads > MOST_READS) {
            throw new AssertionError("the search does not give up");
        }
        throw new IOException("disk on fire");
    }
}
