package bus.stress;

import bus.api.Overflow;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One step of a random run: what is done to a bus, and to the model of it. */
sealed interface Step {

    List<String> TOPICS = List.of("t0", "t1", "t2");
    List<String> KEYS = List.of("h0", "h1", "h2", "h3", "h4");

    String NO_CONTEXT = "none";
    String NOT_CAPTURED = " not captured";
    String NOT_RESTORED = " not restored";
    String NOT_UNDONE = " not undone";

    /** From this number on nothing more is emitted because of an event. */
    int LAST = 3_000;

    /** How a handler gets its events. */
    enum Way {
        SYNC,
        ORDERED,
        KEYED,
        UNORDERED
    }

    /** What a handler does with an event. */
    enum Habit {
        NOTHING,
        FAILS_ON_EVEN,
        EMITS,
        ENDS_ANOTHER,
        REPLACES_ANOTHER
    }

    /** What a handler that is done later returns for an event. */
    enum Returned {
        NOTHING,
        STAGE_THAT_IS_DONE,
        STAGE_THAT_HAS_FAILED,
        STAGE
    }

    /** How a stage is completed. */
    enum Ending {
        WELL,
        FAILED,
        CANCELLED
    }

    /**
     * The mailbox of a handler.
     *
     * @param parallelism the number of lanes, or of events at a time
     * @param maxInFlight how many events may be begun and not done; 0 for a handler that is done when it returns
     */
    record Mode(Way way, Overflow overflow, int capacity, int parallelism, int maxInFlight) {

        boolean isAsync() {
            return way != Way.SYNC;
        }

        boolean isCompleting() {
            return maxInFlight > 0;
        }
    }

    /**
     * Registers a handler, or replaces one.
     *
     * @param name its own name, unlike its key
     * @param on a topic, or null for all of them
     * @param target the topic that it emits to, or the key that it ends
     * @param other what it registers
     */
    record Register(
            String name,
            String key,
            @Nullable String on,
            Mode mode,
            Habit habit,
            String target,
            @Nullable Register other)
            implements Step {

        boolean isOn(String topic) {
            return on == null || on.equals(topic);
        }
    }

    record Deregister(String key) implements Step {}

    record Emit(String topic, int number, boolean tracked) implements Step {}

    /** Emits more events than a task of an executor handles. */
    record EmitMany(String topic, int number) implements Step {

        List<Integer> numbers() {
            return IntStream.range(0, 70).mapToObj(i -> number + 60 * i).toList();
        }
    }

    /** Runs the task that waits longest. */
    record Run() implements Step {}

    /** Has the executor refuse its next tasks. */
    record Refuse(int tasks) implements Step {}

    /** Completes one of the stages that were returned and are not completed, the oldest being the first. */
    record Complete(int which, Ending ending) implements Step {}

    /** Closes without waiting. */
    record Close() implements Step {}

    // ---- What depends on the number of an event ----

    /**
     * The key of an event, which is small enough to be its own hash code and so the number of a lane; null for some.
     */
    static @Nullable Integer key(int number) {
        if (number % 17 == 3) {
            throw new IllegalStateException("no key");
        }
        return number % 17 == 5 ? null : number % 10;
    }

    static Returned returned(int number) {
        return switch (number % 11) {
            case 1, 9 -> Returned.STAGE_THAT_IS_DONE;
            case 4 -> Returned.STAGE_THAT_HAS_FAILED;
            case 6 -> Returned.NOTHING;
            default -> Returned.STAGE;
        };
    }

    /** The context in which a step emits: some cannot be captured, some not restored, and some not undone. */
    static String context(int number) {
        return switch (number % 20) {
            case 7 -> number + NOT_CAPTURED;
            case 11 -> number + NOT_RESTORED;
            case 17 -> number + NOT_UNDONE;
            default -> "" + number;
        };
    }
}
