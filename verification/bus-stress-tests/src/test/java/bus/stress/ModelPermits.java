package bus.stress;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the lanes of a handler of the model share: how many events may be under way. Those that wait take turns. */
final class ModelPermits {

    private final Deque<ModelParallelMailbox> waiting = new ArrayDeque<>();
    private int free;

    ModelPermits(int all) {
        free = all;
    }

    boolean take(ModelParallelMailbox lane) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.addLast(lane);
        return false;
    }

    void giveBack() {
        ModelParallelMailbox next = waiting.pollFirst();
        if (next == null) {
            free++;
        } else {
            next.resume();
        }
    }
}
