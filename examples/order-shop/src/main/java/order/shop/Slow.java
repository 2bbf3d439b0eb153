package order.shop;

import bus.api.Event;
import bus.api.Handler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes a consumer slow: it waits before each event, until the time is over or the bus interrupts it. */
record Slow<T>(Handler<T> consumer, Duration pace) implements Handler<T> {

    @Override
    public void handle(Event<T> event) throws Exception {
        CountDownLatch nobodyCountsDown = new CountDownLatch(1);
        nobodyCountsDown.await(pace.toMillis(), TimeUnit.MILLISECONDS);
        consumer.handle(event);
    }
}
