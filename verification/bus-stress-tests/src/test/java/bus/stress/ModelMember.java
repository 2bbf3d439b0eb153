package bus.stress;

import bus.api.HandlerCounts;
import bus.api.HandlerFailure.Reason;
import bus.stress.Step.Mode;
import bus.stress.Step.Register;
import bus.stress.Step.Way;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A handler of the model, with its mailboxes and what has become of its events. */
final class ModelMember {

    /** The place of a key in the order of registration. */
    static final class Place {

        final int number;
        boolean deregistered;

        @Nullable
        ModelMember current;

        Place(int number) {
            this.number = number;
        }
    }

    final Register how;
    final Place place;
    final List<ModelMailbox> lanes;

    private final ModelBus bus;
    private final Map<Reason, Integer> lost = new EnumMap<>(Reason.class);
    private int offered;
    private int delivered;
    private int openLanes;
    private boolean left;
    private @Nullable ModelMember successor;

    ModelMember(Register how, Place place, boolean held, ModelBus bus) {
        this.how = how;
        this.place = place;
        this.bus = bus;
        Mode mode = how.mode();
        openLanes = mode.way() == Way.KEYED ? mode.parallelism() : mode.isAsync() ? 1 : 0;
        boolean shared = mode.way() == Way.KEYED && mode.isCompleting();
        ModelPermits permits = shared ? new ModelPermits(mode.maxInFlight()) : null;
        lanes = IntStream.range(0, openLanes)
                .mapToObj(lane -> mailbox(mode, held, permits))
                .toList();
    }

    private ModelMailbox mailbox(Mode mode, boolean held, @Nullable ModelPermits permits) {
        if (mode.way() != Way.UNORDERED && !mode.isCompleting()) {
            return new ModelOrderedMailbox(this, bus, held);
        }
        int tasks = mode.way() == Way.UNORDERED ? mode.parallelism() : 1;
        int events = permits != null ? 1 : mode.isCompleting() ? mode.maxInFlight() : tasks;
        return new ModelParallelMailbox(this, bus, held, Math.min(tasks, events), events, permits);
    }

    boolean isAsync() {
        return how.mode().isAsync();
    }

    /** Returns whether it has taken the event, or told of its loss: not if it has left. */
    boolean offer(ModelEvent event) {
        Integer lane = how.mode().way() == Way.KEYED ? lane(event) : Integer.valueOf(0);
        if (!lanes.get(0).isOpen()) {
            return false;
        }
        if (lane == null) {
            offered();
            event.opened();
            lose(event, Reason.FAILED);
        } else {
            lanes.get(lane).offer(event);
        }
        return true;
    }

    private @Nullable Integer lane(ModelEvent event) {
        bus.see(how.name() + " keys " + event.number());
        try {
            Integer key = Step.key(event.number());
            return key == null ? null : key % lanes.size();
        } catch (IllegalStateException e) {
            return null;
        }
    }

    // ---- What becomes of events ----

    void offered() {
        offered++;
    }

    void skip() {
        offered++;
        lost.merge(Reason.SKIPPED, 1, Integer::sum);
    }

    void delivered() {
        delivered++;
    }

    void failed() {
        lost.merge(Reason.FAILED, 1, Integer::sum);
    }

    /** Of one that has mailboxes. */
    void lose(ModelEvent event, Reason reason) {
        lost.merge(reason, 1, Integer::sum);
        bus.see(how.key() + " loses " + event.number() + " " + reason);
        event.failed(this, reason);
        event.done();
    }

    int pending() {
        return offered - delivered - lost.values().stream().mapToInt(it -> it).sum();
    }

    HandlerCounts counts() {
        return new HandlerCounts(
                offered,
                delivered,
                lost.getOrDefault(Reason.FAILED, 0),
                lost.getOrDefault(Reason.DROPPED, 0),
                lost.getOrDefault(Reason.REJECTED, 0),
                lost.getOrDefault(Reason.UNDELIVERED, 0),
                lost.getOrDefault(Reason.SKIPPED, 0),
                pending());
    }

    // ---- Its end ----

    /** Ends it, as this one takes its place or, if null, nobody. */
    void leave(@Nullable ModelMember next) {
        left = true;
        if (isAsync()) {
            successor = next;
            lanes.forEach(ModelMailbox::leave);
        }
    }

    void laneDone() {
        openLanes--;
        if (openLanes == 0 && successor != null) {
            successor.lanes.forEach(ModelMailbox::release);
        }
    }

    boolean hasLeft() {
        return left;
    }

    boolean isDrained() {
        return openLanes == 0;
    }
}
