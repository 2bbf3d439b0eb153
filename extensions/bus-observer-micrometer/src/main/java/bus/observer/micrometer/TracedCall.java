package bus.observer.micrometer;

import bus.api.HandlerFailure;
import bus.api.spi.CallObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Scope;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A call that is traced. Its observation is current until the handler comes back, and stops when the handler is also
 * done with the event: one that is stopped before forgets its scopes, which would then stay on their thread.
 */
final class TracedCall implements CallObserver {

    private final HandlerMeters meters;
    private final Observation process;
    private final Scope scope;

    /** Whether the handler has come back, or is done: whoever tells the other of the two stops the observation. */
    private final AtomicBoolean half = new AtomicBoolean();

    TracedCall(HandlerMeters meters, Observation process, Scope scope) {
        this.meters = meters;
        this.process = process;
        this.scope = scope;
    }

    @Override
    public void returned() {
        try {
            scope.close();
        } finally {
            stopSecond();
        }
    }

    @Override
    public void handled(long nanos) {
        meters.handled(nanos);
        stopSecond();
    }

    @Override
    public void failed(HandlerFailure failure, long nanos) {
        meters.failed(failure, nanos);
        try {
            // Not as one of low cardinality: they become tags of meters, whose keys must be the same for all calls.
            process.highCardinalityKeyValue("error.type", HandlerMeters.errorType(failure));
            process.error(failure.cause());
        } finally {
            stopSecond();
        }
    }

    private void stopSecond() {
        if (!half.compareAndSet(false, true)) {
            process.stop();
        }
    }
}
