package bus.core;

import bus.api.Event;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The mailboxes of a handler that gets its events by key: an event goes to the one that the hash code of its key names.
 */
final class Lanes implements Intake {

    private final Subscriber subscriber;
    private final Function<Event<Object>, ?> key;
    private final List<Mailbox> lanes;

    /**
     * How many have not ended. Each counts down after its last event, and whoever gets to zero sees what the others
     * did.
     */
    private final AtomicInteger open;

    /** Has as many mailboxes opened, each of which runs what it is given when it has ended. */
    @SuppressWarnings("unchecked") // the payload was checked, and the delivery expects a supertype of it
    Lanes(Subscriber subscriber, Function<Runnable, Mailbox> opened) {
        this.subscriber = subscriber;
        key = (Function<Event<Object>, ?>) (Function<?, ?>) subscriber.how.key().orElseThrow();
        open = new AtomicInteger(subscriber.how.parallelism());
        lanes = IntStream.range(0, open.get())
                .mapToObj(lane -> opened.apply(this::laneDone))
                .toList();
    }

    private void laneDone() {
        if (open.decrementAndGet() == 0) {
            subscriber.mailboxDone();
        }
    }

    @Override
    public boolean offer(Object entry) {
        Mailbox lane;
        try {
            lane = lane(Parcel.typed(entry));
        } catch (VirtualMachineError e) {
            throw e; // ends the emit, as on the emitting thread it does
        } catch (Throwable thrown) {
            return fail(entry, thrown);
        }
        return lane.offer(entry);
    }

    private Mailbox lane(Event<Object> event) {
        Object value = key.apply(event);
        if (value == null) {
            throw new NullPointerException("key of an event must not be null: key=\"" + subscriber.key + "\", topic=\""
                    + event.topic() + "\", id=" + event.id() + "; give events without one a key that they share");
        }
        int hash = value.hashCode();
        return lanes.get(
                Math.floorMod(hash ^ hash >>> 16, lanes.size())); // many hash codes differ in their high bits alone
    }

    /** The handler fails with an event whose key it does not get. Returns false if it has left. */
    private boolean fail(Object entry, Throwable thrown) {
        if (!lanes.get(0).fail()) {
            return false;
        }
        Parcel.opened(entry);
        HandlerFailure failure = lanes.get(0).report(entry, thrown);
        ObservedEmit observed = Parcel.observed(entry);
        if (observed != null) {
            observed.end(subscriber, null, failure);
        }
        Parcel.tell(entry, subscriber, failure);
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Override
    public void skip() {
        lanes.get(0).skip();
    }

    @Override
    public void release() {
        lanes.forEach(Mailbox::release);
    }

    @Override
    public void leaveBus() {
        lanes.forEach(Mailbox::leaveBus);
    }

    @Override
    public HandlerCounts counts() {
        return lanes.stream().map(Mailbox::counts).reduce(Lanes::sum).orElseThrow();
    }

    private static HandlerCounts sum(HandlerCounts one, HandlerCounts other) {
        return new HandlerCounts(
                one.offered() + other.offered(),
                one.delivered() + other.delivered(),
                one.failed() + other.failed(),
                one.dropped() + other.dropped(),
                one.rejected() + other.rejected(),
                one.undelivered() + other.undelivered(),
                one.skipped() + other.skipped(),
                one.pending() + other.pending());
    }
}
