package bus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.ScheduledEmit;
import bus.api.Topic;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The events of the soak test that are emitted later, or cancelled before, and are carried over to another bus as they
 * are.
 */
final class SoakSchedule implements AutoCloseable {

    private static final Topic<Long> LATER = Topic.of("later", Long.class);
    private static final String HEADER = "number";

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final Bus bus;
    private final Bus archive = Bus.builder().idGenerator(() -> "not used").build();
    private final SoakCounts counts;
    private final LongAdder archived = new LongAdder();

    /** Of the thread that schedules, and read after its end. */
    private long left;

    SoakSchedule(Bus bus, SoakCounts counts) {
        this.bus = bus;
        this.counts = counts;
        executor.setRemoveOnCancelPolicy(true);
        bus.registerTopics(LATER);
        archive.registerTopics(LATER);
        archive.registerHandler("archive", LATER, this::archive);
        LongAdder carried = counts.handled("bridge");
        bus.registerHandler("bridge", LATER, Delivery.async(), event -> {
            archive.reemit(event);
            carried.increment();
        });
    }

    private void archive(Event<Long> event) {
        if (!event.id().equals("later " + event.data())
                || !event.headers().getOrDefault(HEADER, "").equals(event.data().toString())) {
            counts.wrong("an event that is emitted once more has changed");
        }
        archived.increment();
    }

    /** Schedules all the time, and cancels some, which may have been emitted by then. */
    void run(BooleanSupplier ended) {
        for (long number = 0; !ended.getAsBoolean(); number++) {
            EmitOptions options =
                    EmitOptions.none().withId("later " + number).withHeader(HEADER, Long.toString(number));
            ScheduledEmit<Long> emit =
                    bus.scheduler(executor).emitLater(Duration.ofNanos(number % 300_000), LATER, number, options);
            if (number % 3 != 0 || !emit.cancel()) {
                left++;
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /** Waits until all that is left was emitted. */
    void await() throws InterruptedException {
        executor.shutdown(); // what was scheduled is still done
        assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(bus.snapshot().scheduled()).isEmpty();
    }

    long emitted() {
        return left;
    }

    long archived() {
        return archived.sum();
    }

    @Override
    public void close() {
        executor.shutdownNow();
        archive.close();
    }
}
