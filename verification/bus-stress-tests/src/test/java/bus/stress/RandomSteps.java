package bus.stress;

import bus.api.Overflow;
import bus.stress.Step.Ending;
import bus.stress.Step.Habit;
import bus.stress.Step.Mode;
import bus.stress.Step.Register;
import bus.stress.Step.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes the steps that belong to a seed. */
final class RandomSteps {

    private static final int STEPS = 60;
    private static final List<Overflow> POLICIES =
            List.of(Overflow.dropOldest(), Overflow.dropNewest(), Overflow.fail(), Overflow.block(Duration.ofNanos(1)));

    private final Random random;

    private RandomSteps(long seed) {
        random = new Random(seed);
    }

    static List<Step> of(long seed) {
        RandomSteps dice = new RandomSteps(seed);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(i < 3 ? dice.register(i) : dice.step(i));
        }
        return steps;
    }

    private Step step(int i) {
        int dice = random.nextInt(200);
        if (dice < 40) {
            return register(i);
        } else if (dice < 47) {
            return new Step.Deregister(one(Step.KEYS));
        } else if (dice < 117) {
            return new Step.Emit(one(Step.TOPICS), i, random.nextInt(10) == 0);
        } else if (dice < 118) {
            return new Step.EmitMany(one(Step.TOPICS), i);
        } else if (dice < 163) {
            return new Step.Run();
        } else if (dice < 195) {
            return new Step.Complete(random.nextInt(10), one(List.of(Ending.values())));
        } else if (dice < 198) {
            return new Step.Refuse(1 + random.nextInt(3));
        }
        return new Step.Close();
    }

    private Register register(int i) {
        Register other = handler("r" + i + "x", one(List.of(Habit.NOTHING, Habit.FAILS_ON_EVEN)), null);
        return handler("r" + i, one(List.of(Habit.values())), other);
    }

    private Register handler(String name, Habit habit, @Nullable Register other) {
        return new Register(
                name,
                one(Step.KEYS),
                random.nextInt(3) == 0 ? null : one(Step.TOPICS),
                mode(),
                habit,
                habit == Habit.EMITS ? one(Step.TOPICS) : one(Step.KEYS),
                habit == Habit.REPLACES_ANOTHER ? other : null);
    }

    private Mode mode() {
        Way way = one(List.of(Way.values()));
        boolean completing = way != Way.SYNC && random.nextBoolean();
        return new Mode(
                way,
                one(POLICIES),
                random.nextInt(20) == 0 ? 100 : 1 + random.nextInt(4),
                1 + random.nextInt(4),
                completing ? 1 + random.nextInt(4) : 0);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
