package bus.observer.jfr;

import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.spi.CallObserver;

/** Records how calls fail, which is all that there is to know of those that are not recorded themselves. */
final class RecordedFailures implements CallObserver {

    static final RecordedFailures INSTANCE = new RecordedFailures();

    private RecordedFailures() {}

    @Override
    public void failed(HandlerFailure failure, long nanos) {
        if (failure.reason() != Reason.FAILED) {
            if (Wanted.drop()) {
                DropEvent.write(failure);
            }
        } else if (Wanted.failure()) {
            FailureEvent.write(failure);
        }
    }
}
