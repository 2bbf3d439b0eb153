package bus.stress;

import bus.api.HandlerFailure.Reason;
import bus.stress.Step.Ending;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mailbox of the model with several events under way: several tasks empty it, or stages complete later. */
final class ModelParallelMailbox extends ModelMailbox {

    private final int maxTasks;
    private final int maxUnderWay;
    private final @Nullable ModelPermits permits;
    private final List<ModelStage> stages = new ArrayList<>();
    private final List<ModelEvent> begun = new ArrayList<>();
    private boolean held;
    private int tasks;
    private int calling;
    private int underWay;
    private boolean parked;
    private boolean permitted;

    ModelParallelMailbox(
            ModelMember member,
            ModelBus bus,
            boolean held,
            int maxTasks,
            int maxUnderWay,
            @Nullable ModelPermits permits) {
        super(member, bus);
        this.held = held;
        this.maxTasks = maxTasks;
        this.maxUnderWay = maxUnderWay;
        this.permits = permits;
    }

    /** There are as many tasks as events that can be begun, not counting those that a task will look for anyway. */
    private int missingTasks() {
        int begin = Math.min(waiting.size(), maxUnderWay - underWay);
        int looking = tasks - calling;
        return held || parked ? 0 : Math.max(0, Math.min(begin - looking, maxTasks - tasks));
    }

    @Override
    void startTask() {
        start(claimTasks(1)); // where the executor has refused some, more are missing
    }

    private void startTasks() {
        start(claimTasks(maxTasks));
    }

    private int claimTasks(int most) {
        int claimed = Math.min(most, missingTasks());
        tasks += claimed;
        return claimed;
    }

    private void start(int claimed) {
        for (int i = 0; i < claimed; i++) {
            give();
        }
    }

    @Override
    boolean isAtWork() {
        return held || tasks > 0 || underWay > 0 || !waiting.isEmpty();
    }

    @Override
    void oldestDropped() {}

    @Override
    boolean refused() {
        tasks--;
        return tasks == 0 && underWay == 0;
    }

    @Override
    void release() {
        held = false;
        startTasks();
        finish();
    }

    @Override
    List<ModelEvent> abandon() {
        List<ModelEvent> abandoned = List.copyOf(begun);
        underWay -= begun.size();
        begun.clear();
        stages.clear();
        return abandoned;
    }

    // ---- Permits ----

    /** Called with a permit for the next event. */
    void resume() {
        parked = false;
        permitted = true;
        startTasks();
        emptied();
    }

    @Override
    void emptied() {
        if (permitted && waiting.isEmpty()) {
            permitted = false;
            permits.giveBack();
        }
    }

    private boolean takesPermit() {
        if (permits == null || permitted) {
            permitted = false;
            return true;
        }
        parked = !permits.take(this);
        return !parked;
    }

    // ---- Tasks ----

    @Override
    void run() {
        int left = BATCH;
        while (left > 0 && underWay < maxUnderWay && !waiting.isEmpty() && takesPermit()) {
            calling++;
            underWay++;
            handle(waiting.removeFirst());
            left--;
        }
        tasks--;
        startTasks();
        finish();
    }

    private void handle(ModelEvent event) {
        if (!member.how.mode().isCompleting()) {
            boolean well = bus.handles(member, event);
            calling--;
            done(event, well);
            return;
        }
        ModelStage stage = bus.begins(member, event);
        calling--;
        if (stage == null) {
            done(event, false);
            return;
        }
        stages.add(stage);
        begun.add(event);
        stage.whenComplete(ending -> land(stage, ending));
    }

    private void land(ModelStage stage, Ending ending) {
        int index = stages.indexOf(stage);
        if (index >= 0) {
            stages.remove(index);
            done(begun.remove(index), ending == Ending.WELL);
        }
    }

    private void done(ModelEvent event, boolean well) {
        underWay--;
        if (well) {
            member.delivered();
            event.done();
        } else {
            member.lose(event, Reason.FAILED);
        }
        int claimed = claimTasks(maxTasks);
        if (permits != null) {
            permits.giveBack();
        }
        start(claimed);
        finish();
    }
}
