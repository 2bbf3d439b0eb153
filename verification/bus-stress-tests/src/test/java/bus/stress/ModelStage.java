package bus.stress;

import bus.stress.Step.Ending;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a handler of the model returned that is done later. */
final class ModelStage {

    private @Nullable Ending ending;
    private @Nullable Consumer<Ending> listener;

    void complete(Ending how) {
        ending = how;
        tell();
    }

    void whenComplete(Consumer<Ending> told) {
        listener = told;
        tell();
    }

    private void tell() {
        if (ending != null && listener != null) {
            listener.accept(ending);
        }
    }
}
