package order.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.Delivery;
import bus.api.Overflow;
import bus.api.TopicMatcher;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Ends that consumers of the shop itself do not bring about. */
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class EndingTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final WatchedOutput out = new WatchedOutput(4);

    @AutoClose
    private final Bus bus = Bus.builder()
            .idGenerator("snowflake")
            .errorHandler(new Defects(errors))
            .closeLimit(Duration.ZERO)
            .build();

    private final Shop shop = new Shop(bus, Duration.ZERO);

    private final Ending ending =
            new Ending(bus, shop, new Progress(errors, false), out.stream(), Duration.ofSeconds(60));

    @Test
    void totalsAreNotPartialIfConsumersHandleAllInTime() throws Exception {
        bus.registerHandler("late", TopicMatcher.regex(".*"), Delivery.async(), event -> {
            while (!bus.isClosed()) {
                Thread.onSpinWait();
            }
        });
        bus.registerHandler("printer", TopicMatcher.regex(".*"), new Printer(out.stream()));
        shop.playScene();
        CountDownLatch begun = new CountDownLatch(1);
        PrintStream flushed = new PrintStream(out, false, StandardCharsets.UTF_8) {
            @Override
            public void flush() {
                begun.countDown();
                super.flush();
            }
        };
        Ending ending = new Ending(bus, shop, new Progress(errors, false), flushed, Duration.ofSeconds(60));
        CompletableFuture<Void> completed = CompletableFuture.runAsync(() -> {
            try {
                ending.complete();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        ending.interrupt();
        completed.get(60, TimeUnit.SECONDS);
        assertThat(out.printed().subList(4, out.printed().size()))
                .containsExactly(
                        "Total event count for order.created: 3",
                        "Total event count for order.canceled: 1",
                        "Order total amount 76.50");
        assertThat(ending.status()).isEqualTo(130);
    }

    @Test
    void anEventThatIsBeingEmittedIsWaitedFor() throws Exception {
        Thread interrupter = new Thread(ending::interrupt);
        Printer printer = new Printer(out.stream());
        bus.registerHandler("printer", TopicMatcher.regex(".*"), event -> {
            interrupter.start();
            while (interrupter.getState() != Thread.State.BLOCKED
                    && interrupter.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            printer.handle(event);
        });
        assertThatExceptionOfType(BusClosedException.class).isThrownBy(shop::playScene);
        interrupter.join();
        assertThat(out.printed()).hasSize(5);
        assertThat(out.printed().get(0)).contains(" id=");
        assertThat(out.printed().subList(1, 5))
                .containsExactly(
                        "Interrupted: the totals are partial. Events not handled: counter 0, calculator 0",
                        "Total event count for order.created: 1",
                        "Total event count for order.canceled: 0",
                        "Order total amount 12.50");
    }

    @Test
    void aConsumerThatDoesNotComeBackLeavesNoTotals() throws Exception {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        bus.registerHandler("calculator", OrderTopics.CREATED, Delivery.async(), event -> {
            atWork.countDown();
            for (boolean back = false; !back; ) {
                try {
                    released.await();
                    back = true;
                } catch (InterruptedException e) {
                    // It does not answer.
                }
            }
        });
        bus.deregisterHandler("counter");
        shop.playScene();
        assertThat(atWork.await(60, TimeUnit.SECONDS)).isTrue();
        Thread.currentThread().interrupt(); // so that nothing is waited for
        ending.interrupt();
        assertThat(Thread.interrupted()).isTrue();
        released.countDown();
        assertThat(out.printed())
                .containsExactly("Interrupted: there are no totals, as a consumer is still at work. Events not handled:"
                        + " calculator 3");
        assertThat(ending.status()).isEqualTo(130);
    }

    @Test
    void aConsumerThatFailsMakesTheTotalsPartial() throws Exception {
        bus.registerHandler("counter", TopicMatcher.regex(".*"), Delivery.async(), event -> {
            if (event.data() instanceof Order order && order.number().equals("1002")) {
                throw new IllegalStateException("no more fingers");
            }
        });
        shop.playScene();
        ending.complete();
        assertThat(out.printed())
                .startsWith("A consumer failed: the totals are partial. Events not handled: counter 1, calculator 0")
                .hasSize(4)
                .endsWith("Order total amount 76.50");
        assertThat(ending.status()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("order-shop: consumer must handle every event: HandlerFailure[key=counter, reason=FAILED,")
                .contains("no more fingers")
                .contains("\tat ");
    }

    @Test
    void aFullMailboxIsWaitedForLongerThanTheSlowestConsumerTakes() {
        for (String key : new String[] {"counter", "calculator"}) {
            Overflow overflow =
                    bus.snapshot().handler(key).orElseThrow().delivery().overflow();
            assertThat(overflow.kind()).isEqualTo(Overflow.Kind.BLOCK);
            assertThat(overflow.limit()).isGreaterThan(Duration.ofMinutes(10));
        }
    }
}
