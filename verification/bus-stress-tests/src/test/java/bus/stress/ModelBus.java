package bus.stress;

import bus.api.HandlerCounts;
import bus.api.HandlerFailure.Reason;
import bus.stress.ModelMember.Place;
import bus.stress.Step.Ending;
import bus.stress.Step.Register;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The delivery contract as a plain sequential program: what a bus must do if one thread does everything, the tasks of
 * mailboxes included. It shares nothing with the bus.
 */
final class ModelBus {

    final ModelExecutor executor = new ModelExecutor();

    private final boolean throwing;
    private final Map<String, ModelMember> members = new LinkedHashMap<>();
    private final List<ModelMember> all = new ArrayList<>();
    private final List<ModelStage> stages = new ArrayList<>();
    private final Map<Integer, String> results = new TreeMap<>();
    private final List<String> seen = new ArrayList<>();
    private String context = Step.NO_CONTEXT;
    private boolean closed;

    ModelBus(boolean throwing) {
        this.throwing = throwing;
    }

    void see(String what) {
        seen.add(what);
    }

    /** Does a step and returns what is seen of it and after it. */
    Sight apply(Step step) {
        seen.clear();
        if (step instanceof Register register) {
            register(register);
        } else if (step instanceof Step.Deregister deregister) {
            deregister(deregister.key());
        } else if (step instanceof Step.Emit emit) {
            emitFirst(emit.topic(), emit.number(), emit.tracked());
        } else if (step instanceof Step.EmitMany many) {
            many.numbers().forEach(number -> emitFirst(many.topic(), number, false));
        } else if (step instanceof Step.Run) {
            executor.run();
        } else if (step instanceof Step.Refuse refuse) {
            executor.refuse(refuse.tasks());
        } else if (step instanceof Step.Complete complete) {
            if (!stages.isEmpty()) {
                stages.remove(complete.which() % stages.size()).complete(complete.ending());
            }
        } else {
            close();
        }
        return sight();
    }

    private Sight sight() {
        Map<String, HandlerCounts> counts = new LinkedHashMap<>();
        members.forEach((key, member) -> counts.put(key, member.counts()));
        Map<Integer, Boolean> drained = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).hasLeft()) {
                drained.put(i, all.get(i).isDrained());
            }
        }
        boolean idle = all.stream().noneMatch(member -> member.isAsync() && member.pending() > 0);
        return new Sight(List.copyOf(seen), counts, executor.waiting(), idle, new TreeMap<>(results), drained);
    }

    // ---- Handlers ----

    private void register(Register how) {
        if (closed) {
            see("refused");
            return;
        }
        ModelMember earlier = members.get(how.key());
        Place place = earlier == null ? new Place(all.size()) : earlier.place;
        ModelMember member = new ModelMember(how, place, earlier != null && earlier.isAsync(), this);
        all.add(member);
        place.current = member;
        members.put(how.key(), member); // keeps the place of the key
        if (earlier != null) {
            earlier.leave(member);
        }
    }

    private void deregister(String key) {
        ModelMember member = members.remove(key);
        if (member != null) {
            member.place.deregistered = true;
            member.place.current = null;
            member.leave(null);
        }
    }

    /** Calls a handler that has a mailbox, and returns whether it went well. */
    boolean handles(ModelMember member, ModelEvent event) {
        return inContext(event, () -> {
                    act(member.how, event);
                    return true;
                })
                != null;
    }

    /** Has a handler begin with an event that is done later. Returns null if it failed. */
    @Nullable
    ModelStage begins(ModelMember member, ModelEvent event) {
        return inContext(event, () -> {
            act(member.how, event);
            return stage(event.number());
        });
    }

    private @Nullable ModelStage stage(int number) {
        ModelStage stage = new ModelStage();
        switch (Step.returned(number)) {
            case NOTHING -> {
                return null;
            }
            case STAGE_THAT_IS_DONE -> stage.complete(Ending.WELL);
            case STAGE_THAT_HAS_FAILED -> stage.complete(Ending.FAILED);
            case STAGE -> stages.add(stage);
        }
        return stage;
    }

    /** Returns null if that failed, or the context did. */
    private <T> @Nullable T inContext(ModelEvent event, Supplier<@Nullable T> action) {
        if (event.context().endsWith(Step.NOT_CAPTURED) || event.context().endsWith(Step.NOT_RESTORED)) {
            return null;
        }
        String before = context;
        context = event.context();
        try {
            T result = action.get();
            return context.endsWith(Step.NOT_UNDONE) ? null : result;
        } catch (ModelFailure e) {
            return null;
        } finally {
            context = before;
        }
    }

    private void act(Register how, ModelEvent event) {
        see(how.name() + " gets " + event.number() + " in context " + context);
        switch (how.habit()) {
            case NOTHING -> {}
            case FAILS_ON_EVEN -> {
                if (event.number() % 2 == 0) {
                    throw new ModelFailure(List.of());
                }
            }
            case EMITS -> {
                if (event.number() < Step.LAST) {
                    emit(new ModelEvent(how.target(), event.number() + 1_000, context, null));
                }
            }
            case ENDS_ANOTHER -> deregister(how.target());
            case REPLACES_ANOTHER -> register(how.other());
        }
    }

    // ---- Emits ----

    private void emitFirst(String topic, int number, boolean tracked) {
        context = Step.context(number);
        try {
            if (closed) {
                see("closed");
            } else {
                ModelTracker tracker = tracked ? new ModelTracker(result -> results.put(number, result)) : null;
                emit(new ModelEvent(topic, number, context, tracker));
            }
        } catch (ModelFailure failure) {
            see("throws " + failure.keys);
        } finally {
            context = Step.NO_CONTEXT;
        }
    }

    private void emit(ModelEvent event) {
        List<String> failed = new ArrayList<>();
        for (ModelMember member : List.copyOf(members.values())) {
            if (member.how.isOn(event.topic()) && !member.place.deregistered && !delivers(member, event)) {
                failed.add(member.how.key());
            }
        }
        event.done();
        if (throwing && event.tracker() == null && !failed.isEmpty()) {
            throw new ModelFailure(failed);
        }
    }

    /**
     * Gives an event to a mailbox or, if that has left, to who has its place. Returns whether no handler failed on the
     * spot.
     */
    private boolean delivers(ModelMember first, ModelEvent event) {
        ModelMember target = first;
        while (target.isAsync()) {
            if (target.offer(event)) {
                return true;
            }
            ModelMember current = target.place.current;
            if (current == null || current == target || !current.how.isOn(event.topic())) {
                target.skip();
                return true;
            }
            target = current;
        }
        return calls(target, event);
    }

    private boolean calls(ModelMember member, ModelEvent event) {
        member.offered();
        try {
            act(member.how, event);
            member.delivered();
            return true;
        } catch (ModelFailure e) {
            member.failed();
            event.failed(member, Reason.FAILED);
            if (!throwing) {
                see(member.how.key() + " loses " + event.number() + " FAILED");
            }
            return false;
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            Map<String, Long> undelivered = new TreeMap<>();
            for (ModelMember member : all) {
                for (ModelMailbox mailbox : member.lanes) {
                    undelivered.merge(member.how.key(), (long) mailbox.shut(), Long::sum);
                }
            }
            undelivered.values().removeIf(count -> count == 0);
            see("undelivered " + undelivered);
        }
    }
}
