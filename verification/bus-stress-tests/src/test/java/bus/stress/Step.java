package bus.stress;

import bus.api.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One step of a random run: what is done to a bus, and to the model of it. */
sealed interface Step {

    List<String> TOPICS = List.of("t0", "t1", "t2");
    List<String> KEYS = List.of("h0", "h1", "h2", "h3", "h4");

    /** What a handler does with an event. */
    enum Habit {
        NOTHING,
        FAILS_ON_EVEN,
        EMITS,
        ENDS_ANOTHER
    }

    /**
     * Registers a handler, or replaces one.
     *
     * @param name its own name, unlike its key
     * @param on a topic, or null for all of them
     * @param overflow what a mailbox does when it is full, or null for a synchronous handler
     * @param target the topic that it emits to, or the key that it ends
     */
    record Register(String name, String key, String on, Overflow overflow, int capacity, Habit habit, String target)
            implements Step {

        boolean isOn(String topic) {
            return on == null || on.equals(topic);
        }
    }

    record Deregister(String key) implements Step {}

    record Emit(String topic, int number) implements Step {}

    /** Runs the task that waits longest. */
    record Run() implements Step {}

    /** Closes without waiting. */
    record Close() implements Step {}

    /** Makes the steps that belong to a seed. */
    static List<Step> random(long seed) {
        Random random = new Random(seed);
        List<Overflow> policies = List.of(
                Overflow.dropOldest(), Overflow.dropNewest(), Overflow.fail(), Overflow.block(Duration.ofNanos(1)));
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int dice = random.nextInt(100);
            if (dice < 25 || i < 3) {
                Habit habit = Habit.values()[random.nextInt(4)];
                steps.add(new Register(
                        "r" + i,
                        one(KEYS, random),
                        random.nextInt(3) == 0 ? null : one(TOPICS, random),
                        random.nextInt(3) == 0 ? null : one(policies, random),
                        1 + random.nextInt(4),
                        habit,
                        habit == Habit.EMITS ? one(TOPICS, random) : one(KEYS, random)));
            } else if (dice < 30) {
                steps.add(new Deregister(one(KEYS, random)));
            } else if (dice < 70) {
                steps.add(new Emit(one(TOPICS, random), i));
            } else if (dice < 99) {
                steps.add(new Run());
            } else {
                steps.add(new Close());
            }
        }
        return steps;
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
