package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps what is printed, and tells when so many lines are there. */
final class WatchedOutput extends ByteArrayOutputStream {

    private final CountDownLatch lines;

    WatchedOutput(int lines) {
        this.lines = new CountDownLatch(lines);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        super.write(bytes, from, length);
        for (int i = from; i < from + length; i++) {
            if (bytes[i] == '\n') {
                lines.countDown();
            }
        }
    }

    PrintStream stream() {
        return new PrintStream(this, false, StandardCharsets.UTF_8);
    }

    void awaitLines() throws InterruptedException {
        assertThat(lines.await(60, TimeUnit.SECONDS)).isTrue();
    }

    List<String> printed() {
        return toString(StandardCharsets.UTF_8).lines().toList();
    }
}
