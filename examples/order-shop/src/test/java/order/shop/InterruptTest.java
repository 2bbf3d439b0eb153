package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Ctrl-C does, wherever the run is at that moment. The first event of a slow consumer takes longer than any test.
 */
@Timeout(120)
class InterruptTest {

    private static final Duration SHORT = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final List<String> NOTHING = List.of(
            "Total event count for order.created: 0",
            "Total event count for order.canceled: 0",
            "Order total amount 0.00");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private OrderShop shop(InputStream in, WatchedOutput out, Duration limit) {
        return new OrderShop(in, out.stream(), new PrintStream(err, true, StandardCharsets.UTF_8), true, limit);
    }

    private static InputStream input(String orders) {
        return new ByteArrayInputStream(orders.getBytes(StandardCharsets.UTF_8));
    }

    private static CompletableFuture<Integer> start(OrderShop shop, String... arguments) {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                status.complete(shop.run(arguments));
            } catch (Throwable e) {
                status.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return status;
    }

    private static String orders() throws Exception {
        return Path.of(InterruptTest.class.getResource("/orders.csv").toURI()).toString();
    }

    private static String partial(long events) {
        return "Interrupted: the totals are partial. Events not handled: counter " + events + ", calculator " + events;
    }

    private void assertThatNothingIsTold() {
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aRunThatWaitsForItsConsumersPrintsPartialTotals() throws Exception {
        WatchedOutput out = new WatchedOutput(4);
        OrderShop shop = shop(input(""), out, SHORT);
        CompletableFuture<Integer> status = start(shop, "--slow", "60000", orders());
        out.awaitLines();
        shop.interrupt();
        List<String> printed = out.printed();
        assertThat(printed).hasSize(8);
        assertThat(printed.subList(0, 4)).allMatch(line -> line.contains(" id="));
        assertThat(printed.get(4)).isEqualTo(partial(4));
        assertThat(printed.subList(5, 8)).isEqualTo(NOTHING);
        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.printed()).isEqualTo(printed);
        assertThatNothingIsTold();
    }

    @Test
    void theRecordingOfARunHasAllUntilItsEnd(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run.jfr");
        WatchedOutput out = new WatchedOutput(4);
        OrderShop shop = shop(input(""), out, SHORT);
        CompletableFuture<Integer> status = start(shop, "--jfr", file.toString(), "--slow", "60000", orders());
        out.awaitLines();
        shop.interrupt();
        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(RecordedRun.of(file)).isEqualTo(RecordedRun.INTERRUPTED_AT_THE_FIRST_EVENT);
    }

    @Test
    void aRunThatWaitsForRoomInAMailboxCountsAllThatItEmitted() throws Exception {
        StringBuilder many = new StringBuilder(HEADER);
        IntStream.range(0, 3_000).forEach(number -> many.append(number).append(",A,,1,t,1,,UK\n"));
        WatchedOutput out = new WatchedOutput(1_025); // one event is handled, the others fill the mailbox
        OrderShop shop = shop(input(many.toString()), out, SHORT);
        CompletableFuture<Integer> status = start(shop, "--slow", "60000", "-");
        out.awaitLines();
        shop.interrupt();
        List<String> printed = out.printed();
        int events = printed.size() - 4;
        assertThat(printed.subList(0, events)).allMatch(line -> line.contains(" id="));
        assertThat(events).isBetween(1_025, 1_026);
        assertThat(printed.get(events)).isEqualTo(partial(events));
        assertThat(printed.subList(events + 1, events + 4)).isEqualTo(NOTHING);
        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.printed()).isEqualTo(printed);
        assertThatNothingIsTold();
    }

    @Test
    void aRunThatWaitsForInputPrintsWhatItHasAndNoMore() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch typed = new CountDownLatch(1);
        InputStream rest = input(HEADER + "2001,A,,1,t,1,,UK\n".repeat(50_000)); // enough to tell of progress
        InputStream terminal = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                reading.countDown();
                try {
                    typed.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
                return rest.read(target, from, length);
            }
        };
        WatchedOutput out = new WatchedOutput(0);
        OrderShop shop = shop(terminal, out, LONG);
        CompletableFuture<Integer> status = start(shop, "--quiet", orders(), "-");
        assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
        shop.interrupt();
        List<String> printed = out.printed();
        assertThat(printed)
                .containsExactly(
                        partial(0),
                        "Total event count for order.created: 3",
                        "Total event count for order.canceled: 1",
                        "Order total amount 21.701");
        typed.countDown();
        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(out.printed()).isEqualTo(printed);
        assertThatNothingIsTold();
    }

    @Test
    void anInterruptedThreadEndsItsRunInTheSameWay() throws Exception {
        WatchedOutput out = new WatchedOutput(0);
        OrderShop shop = shop(input(""), out, SHORT);
        Thread.currentThread().interrupt();
        int status = shop.run("--quiet", "--slow", "60000", orders());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(status).isEqualTo(130);
        assertThat(out.printed().get(0)).isEqualTo(partial(4));
        assertThat(out.printed().subList(1, 4)).isEqualTo(NOTHING);
    }

    @Test
    void withoutARunOrAfterItNothingIsPrinted() {
        WatchedOutput out = new WatchedOutput(0);
        OrderShop shop = shop(input(""), out, SHORT);
        shop.interrupt();
        assertThat(out.printed()).isEmpty();
        assertThat(shop.run("--quiet")).isZero();
        shop.interrupt();
        assertThat(out.printed()).hasSize(3);
        assertThat(shop.run("--quiet", "missing.csv")).isEqualTo(2);
        shop.interrupt();
        assertThat(out.printed()).hasSize(3);
    }
}
