package bus.stress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * A tracked emit of the model: tells its result when the emit and all mailboxes that took the event are done with it.
 */
final class ModelTracker {

    private record Failure(int place, String what) {}

    private final Consumer<String> result;
    private final List<Failure> failures = new ArrayList<>();
    private int open = 1;

    ModelTracker(Consumer<String> result) {
        this.result = result;
    }

    void opened() {
        open++;
    }

    void failed(ModelMember member, Object reason) {
        failures.add(new Failure(member.place.number, member.how.key() + " " + reason));
    }

    void done() {
        open--;
        if (open == 0) {
            failures.sort(Comparator.comparingInt(Failure::place));
            result.accept(failures.stream().map(Failure::what).toList().toString());
        }
    }
}
