package bus.api;

import static java.util.Objects.requireNonNull;

import bus.api.spi.CompletingHandler;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A handler whose function returns a stage. */
record StageHandler<T>(Function<? super Event<T>, ? extends CompletionStage<?>> begin, int maxInFlight)
        implements CompletingHandler<T> {

    private static final int GREATEST = 1 << 16;

    StageHandler {
        requireNonNull(begin, "begin must not be null");
        if (maxInFlight < 1 || maxInFlight > GREATEST) {
            throw new IllegalArgumentException(
                    "maxInFlight must lie in [1, " + GREATEST + "]: maxInFlight=" + maxInFlight
                            + "; as many as the other side can take at a time, such as the connections of a pool");
        }
    }

    @Override
    public CompletionStage<?> begin(Event<T> event) {
        CompletionStage<?> stage = begin.apply(event);
        if (stage == null) {
            throw new NullPointerException("stage must not be null: topic=\"" + event.topic() + "\", id=" + event.id()
                    + "; return a completed one where there is nothing to wait for");
        }
        return stage;
    }
}
