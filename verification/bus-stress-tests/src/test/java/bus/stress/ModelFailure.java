package bus.stress;

import java.util.List;

/** What a handler throws in the model, or an emit whose handlers failed. */
final class ModelFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The keys of the handlers that failed. */
    final transient List<String> keys;

    ModelFailure(List<String> keys) {
        this.keys = keys;
    }
}
