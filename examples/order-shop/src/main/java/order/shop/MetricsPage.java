package order.shop;

import bus.api.spi.BusObserver;
import bus.observer.micrometer.MicrometerObserver;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Serves the metrics of the bus to Prometheus, to this machine alone.
 *
 * <p>Used only where they are asked for, as the libraries that it needs are not in the image.
 */
final class MetricsPage implements AutoCloseable {

    private static final byte[] HOST = {127, 0, 0, 1};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpServer server;
    private final CountDownLatch released = new CountDownLatch(1);

    private MetricsPage(HttpServer server) {
        this.server = server;
    }

    /** Port 0 is any that is free. */
    static MetricsPage open(int port) throws IOException {
        // Micrometer finds SLF4J in the image, where it is for UUIDs, without a provider; that would be told on
        // standard error.
        System.setProperty("slf4j.internal.verbosity", System.getProperty("slf4j.internal.verbosity", "ERROR"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(HOST), port), 0);
        MetricsPage page = new MetricsPage(server);
        server.createContext("/metrics", page::answer);
        server.start();
        return page;
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] page = registry.scrape().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    BusObserver observer() {
        return MicrometerObserver.of(registry);
    }

    String address() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/metrics";
    }

    /** Shows the total amount, which is known at the end. */
    void show(BigDecimal amount) {
        Gauge.builder("order.shop.amount", amount, BigDecimal::doubleValue)
                .description("Order total amount")
                .strongReference(true)
                .register(registry);
    }

    /** Returns after another thread has released it. */
    void serve() throws InterruptedException {
        released.await();
    }

    void release() {
        released.countDown();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
