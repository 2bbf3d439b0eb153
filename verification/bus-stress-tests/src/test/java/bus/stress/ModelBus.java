package bus.stress;

import bus.api.HandlerCounts;
import bus.api.HandlerFailure.Reason;
import bus.api.Overflow;
import bus.stress.Step.Register;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The delivery contract as a plain sequential program: what a bus must do if one thread does everything, the tasks of mailboxes
 * included. It shares nothing with the bus.
 */
final class ModelBus {

    /** What a task handles at most before it stands at the end of the queue of tasks again. */
    private static final int BATCH = 64;

    private record Event(String topic, int number) {}

    /** What an emit throws, if failures are thrown. */
    private static final class Failed extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final transient List<String> keys;

        Failed(List<String> keys) {
            this.keys = keys;
        }
    }

    /** The place of a key. */
    private static final class Place {
        private boolean deregistered;
        private Member current;
    }

    private static final class Member {
        private final Register how;
        private final Place place;
        private final Deque<Event> waiting = new ArrayDeque<>();
        private final Map<Reason, Integer> lost = new EnumMap<>(Reason.class);
        private int offered;
        private int delivered;
        private int batch;
        private boolean open = true;
        private boolean busy;
        private boolean done;
        private Member successor;

        Member(Register how, Place place) {
            this.how = how;
            this.place = place;
        }

        boolean isAsync() {
            return how.overflow() != null;
        }

        HandlerCounts counts() {
            int pending = offered
                    - delivered
                    - lost.values().stream().mapToInt(it -> it).sum();
            return new HandlerCounts(
                    offered,
                    delivered,
                    lost.getOrDefault(Reason.FAILED, 0),
                    lost.getOrDefault(Reason.DROPPED, 0),
                    lost.getOrDefault(Reason.REJECTED, 0),
                    lost.getOrDefault(Reason.UNDELIVERED, 0),
                    lost.getOrDefault(Reason.SKIPPED, 0),
                    pending);
        }
    }

    private final boolean throwing;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Member> mailboxes = new ArrayList<>();
    private final Deque<Member> tasks = new ArrayDeque<>();
    private final List<String> seen = new ArrayList<>();
    private int inside;
    private boolean closed;

    ModelBus(boolean throwing) {
        this.throwing = throwing;
    }

    List<String> seen() {
        return seen;
    }

    Map<String, HandlerCounts> counts() {
        Map<String, HandlerCounts> counts = new LinkedHashMap<>();
        members.forEach((key, member) -> counts.put(key, member.counts()));
        return counts;
    }

    void apply(Step step) {
        if (step instanceof Register register) {
            register(register);
        } else if (step instanceof Step.Deregister deregister) {
            deregister(deregister.key());
        } else if (step instanceof Step.Emit emit) {
            try {
                emit(new Event(emit.topic(), emit.number()));
            } catch (Failed failed) {
                seen.add("throws " + failed.keys);
            }
        } else if (step instanceof Step.Run) {
            run();
        } else {
            close();
        }
    }

    private void register(Register how) {
        if (closed) {
            seen.add("refused");
            return;
        }
        Member earlier = members.get(how.key());
        Member member = new Member(how, earlier == null ? new Place() : earlier.place);
        member.place.current = member;
        members.put(how.key(), member); // keeps the place of the key
        if (member.isAsync()) {
            mailboxes.add(member);
        }
        if (earlier != null) {
            if (member.isAsync() && earlier.isAsync()) {
                member.busy = true; // held until the earlier one is done
                earlier.successor = member;
            }
            leave(earlier);
        }
    }

    private void deregister(String key) {
        Member member = members.remove(key);
        if (member != null) {
            member.place.deregistered = true;
            member.place.current = null;
            leave(member);
        }
    }

    private void leave(Member member) {
        member.open = false;
        finish(member);
    }

    private void finish(Member member) {
        if (member.isAsync() && !member.open && !member.busy && !member.done) {
            member.done = true;
            if (member.successor != null) {
                rest(member.successor);
            }
        }
    }

    private void emit(Event event) {
        if (closed && inside == 0) {
            seen.add("closed");
            return;
        }
        List<String> failed = new ArrayList<>();
        for (Member member : List.copyOf(members.values())) {
            if (member.how.isOn(event.topic) && !member.place.deregistered) {
                Member target = member;
                while (target != null && target.isAsync() && !target.open && !closed) {
                    target = target.place.current != null && target.place.current.how.isOn(event.topic)
                            ? target.place.current
                            : null;
                }
                if (target != null && target.isAsync()) {
                    offer(target, event);
                } else if (target != null && !call(target, event)) {
                    failed.add(target.how.key());
                    if (!throwing) {
                        seen.add(target.how.key() + " loses " + event.number + " FAILED");
                    }
                }
            }
        }
        if (throwing && !failed.isEmpty()) {
            throw new Failed(failed);
        }
    }

    private void offer(Member member, Event event) {
        member.offered++;
        if (member.waiting.size() >= member.how.capacity()) {
            if (member.how.overflow().kind() == Overflow.Kind.DROP_OLDEST) {
                member.batch = Math.max(0, member.batch - 1);
                lose(member, member.waiting.removeFirst(), Reason.DROPPED);
            } else {
                boolean drops = member.how.overflow().kind() == Overflow.Kind.DROP_NEWEST;
                lose(member, event, drops ? Reason.DROPPED : Reason.REJECTED);
                return;
            }
        }
        member.waiting.addLast(event);
        if (!member.busy) {
            member.busy = true;
            tasks.addLast(member);
        }
    }

    private void lose(Member member, Event event, Reason reason) {
        member.lost.merge(reason, 1, Integer::sum);
        seen.add(member.how.key() + " loses " + event.number + " " + reason);
    }

    /** Returns whether it went well. */
    private boolean call(Member member, Event event) {
        if (!member.isAsync()) {
            member.offered++;
        }
        seen.add(member.how.name() + " gets " + event.number);
        inside++;
        try {
            switch (member.how.habit()) {
                case NOTHING -> {}
                case FAILS_ON_EVEN -> {
                    if (event.number % 2 == 0) {
                        throw new Failed(List.of());
                    }
                }
                case EMITS -> {
                    if (event.number < 3_000) {
                        emit(new Event(member.how.target(), event.number + 1_000));
                    }
                }
                case ENDS_ANOTHER -> deregister(member.how.target());
            }
            member.delivered++;
            return true;
        } catch (Failed e) {
            member.lost.merge(Reason.FAILED, 1, Integer::sum);
            return false;
        } finally {
            inside--;
        }
    }

    private void run() {
        Member member = tasks.pollFirst();
        if (member == null) {
            return;
        }
        member.batch = Math.min(BATCH, member.waiting.size());
        while (member.batch > 0) {
            member.batch--;
            Event event = member.waiting.removeFirst();
            if (!call(member, event)) {
                seen.add(member.how.key() + " loses " + event.number + " FAILED");
            }
        }
        rest(member);
    }

    private void rest(Member member) {
        if (member.waiting.isEmpty()) {
            member.busy = false;
            finish(member);
        } else {
            tasks.addLast(member);
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            for (Member member : mailboxes) {
                while (!member.waiting.isEmpty()) {
                    lose(member, member.waiting.removeFirst(), Reason.UNDELIVERED);
                }
            }
        }
    }
}
