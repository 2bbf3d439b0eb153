package bus.stress;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.Overflow;
import bus.api.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.Test;

/**
 * The TCK of Reactive Streams for the publisher of a bus: each is that of a bus of its own, to which a thread emits
 * when all subscribers of the test have come. The mailbox is smaller than most streams, so that the thread waits for
 * room.
 */
public final class PublisherVerification extends FlowPublisherVerification<Event<Long>> {

    /** What comes takes less, also on a machine that has much else to do; a few tests wait for all of it. */
    private static final int TIMEOUT_MILLIS = 2_000;

    private static final int NO_SIGNALS_MILLIS = 50;
    private static final int GARBAGE_MILLIS = 1_000;
    private static final Topic<Long> NUMBERS = Topic.of("numbers", Long.class);
    private static final Delivery<Object> HOW =
            Delivery.async().capacity(4).overflow(Overflow.block(Duration.ofSeconds(10)));

    private final List<Bus> buses = new ArrayList<>();
    private final List<Thread> emitters = new ArrayList<>();
    private int subscribers = 1;

    /** Called by TestNG. */
    public PublisherVerification() {
        super(new TestEnvironment(TIMEOUT_MILLIS, NO_SIGNALS_MILLIS), GARBAGE_MILLIS);
    }

    @Override
    public Flow.Publisher<Event<Long>> createFlowPublisher(long elements) {
        Bus bus = bus();
        Flow.Publisher<Event<Long>> publisher = bus.publisher("consumer", NUMBERS, HOW);
        AtomicInteger missing = new AtomicInteger(subscribers);
        return subscriber -> {
            publisher.subscribe(subscriber);
            if (missing.decrementAndGet() == 0) {
                Thread emitter = new Thread(() -> emit(bus, elements), "emitter");
                emitter.setDaemon(true);
                emitter.start();
                emitters.add(emitter);
            }
        };
    }

    @Override
    public Flow.Publisher<Event<Long>> createFailedFlowPublisher() {
        Bus bus = bus();
        bus.close();
        return bus.publisher("consumer", NUMBERS, HOW);
    }

    private Bus bus() {
        Bus bus = Buses.bus();
        bus.registerTopics(NUMBERS);
        buses.add(bus);
        return bus;
    }

    /** Emits as long as somebody listens, and ends the stream. */
    private static void emit(Bus bus, long elements) {
        try {
            for (long i = 0; i < elements && !bus.handlerKeys().isEmpty(); i++) {
                bus.emit(NUMBERS, i);
            }
        } catch (BusClosedException e) {
            return; // the test is over
        }
        bus.handlerKeys().forEach(bus::deregisterHandler);
    }

    /**
     * Ends what the test has left.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    @AfterMethod
    public void closeAll() throws InterruptedException {
        subscribers = 1;
        buses.forEach(bus -> bus.close(Duration.ZERO));
        for (Thread emitter : emitters) {
            emitter.join();
        }
        buses.clear();
        emitters.clear();
    }

    // Those with several subscribers. What comes before the last of them is not for all.

    @Override
    @Test
    public void optional_spec111_maySupportMultiSubscribe() throws Throwable {
        subscribers = 2;
        super.optional_spec111_maySupportMultiSubscribe();
    }

    @Override
    @Test
    public void optional_spec111_registeredSubscribersMustReceiveOnNextOrOnCompleteSignals() throws Throwable {
        subscribers = 2;
        super.optional_spec111_registeredSubscribersMustReceiveOnNextOrOnCompleteSignals();
    }

    @Override
    @Test
    public void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne()
                    throws Throwable {
        subscribers = 3;
        super
                .optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingOneByOne();
    }

    @Override
    @Test
    public void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront()
                    throws Throwable {
        subscribers = 3;
        super
                .optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfront();
    }

    @Override
    @Test
    public void
            optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected()
                    throws Throwable {
        subscribers = 3;
        super
                .optional_spec111_multicast_mustProduceTheSameElementsInTheSameSequenceToAllOfItsSubscribersWhenRequestingManyUpfrontAndCompleteAsExpected();
    }
}
