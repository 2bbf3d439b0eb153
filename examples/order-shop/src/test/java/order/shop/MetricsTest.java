package order.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of metrics, which is served until the run is interrupted. */
@Timeout(120)
class MetricsTest {

    private static final String ADDRESS = "order-shop: metrics are served at ";
    private static final String ALL_DONE = "order-shop: all orders are done; the metrics are served until Ctrl-C";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private OrderShop shop(PrintStream err) {
        return shop(new PrintStream(out, false, StandardCharsets.UTF_8), err);
    }

    private static OrderShop shop(PrintStream out, PrintStream err) {
        return new OrderShop(InputStream.nullInputStream(), out, err, false, Duration.ofMillis(10));
    }

    private static Map<String, Double> scrape(String address) throws IOException {
        try (InputStream page = URI.create(address).toURL().openStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" (?=\\S+$)"))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> Double.valueOf(parts[1])));
        }
    }

    @Test
    void thePageHasTheTotalsThatArePrinted() throws Exception {
        WatchedOutput err = new WatchedOutput(2);
        OrderShop shop = shop(err.stream());
        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> shop.run("--metrics", "0"));
        err.awaitLines();
        List<String> told = err.printed();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith(ADDRESS);
        assertThat(told.get(1)).isEqualTo(ALL_DONE);

        Map<String, Double> page = scrape(told.get(0).substring(ADDRESS.length()));
        List<String> printed = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(printed.subList(printed.size() - 3, printed.size()))
                .containsExactly(
                        "Total event count for order.created: 3",
                        "Total event count for order.canceled: 1",
                        "Order total amount 76.50");
        assertThat(page)
                .containsEntry("bus_events_emitted_total{topic=\"order.created\"}", 3.0)
                .containsEntry("bus_events_emitted_total{topic=\"order.canceled\"}", 1.0)
                .containsEntry(handled("counter", "order.created"), 3.0)
                .containsEntry(handled("counter", "order.canceled"), 1.0)
                .containsEntry(handled("calculator", "order.created"), 3.0)
                .containsEntry(handled("printer", "order.created"), 3.0)
                .containsEntry("order_shop_amount", 76.5)
                .containsEntry("bus_mailbox_pending_events{handler=\"counter\"}", 0.0);

        assertThat(status).isNotDone();
        assertThat(shop.interrupt()).isTrue();
        assertThat(status.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).containsExactlyElementsOf(printed);
    }

    private static String handled(String handler, String topic) {
        return "bus_handling_seconds_count{error_type=\"none\",handler=\"" + handler + "\",outcome=\"handled\",topic=\""
                + topic + "\"}";
    }

    @Test
    void aRunThatIsInterruptedBeforeItsEndServesNothingAnyMore() throws Exception {
        WatchedOutput out = new WatchedOutput(4); // then all is emitted, and the consumers wait
        WatchedOutput err = new WatchedOutput(1);
        OrderShop shop = shop(out.stream(), err.stream());
        CompletableFuture<Integer> status =
                CompletableFuture.supplyAsync(() -> shop.run("--slow", "60000", "--metrics", "0"));
        out.awaitLines();
        assertThat(shop.interrupt()).isFalse();
        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(Ending.INTERRUPTED);
        assertThat(err.printed()).singleElement().asString().startsWith(ADDRESS);
    }

    private String refusal(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertThat(shop(new PrintStream(err, true, StandardCharsets.UTF_8)).run(arguments))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
        return err.toString(StandardCharsets.UTF_8).trim();
    }

    @Test
    void aPortThatIsNoneIsRefused() {
        for (String port : List.of("65536", "-1", "http", "")) {
            assertThat(refusal("--metrics", port))
                    .isEqualTo("order-shop: --metrics must be a whole number in [0, 65535]: PORT=\"" + port
                            + "\"; give a port, or 0 for any that is free");
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(refusal("--metrics", Integer.toString(taken.getLocalPort())))
                    .startsWith("order-shop: --metrics must be a port that can be opened: PORT=" + taken.getLocalPort()
                            + ", problem=java.net.BindException: ")
                    .endsWith("; give another one, or 0 for any that is free");
        }
    }
}
