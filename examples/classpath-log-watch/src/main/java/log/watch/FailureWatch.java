package log.watch;

import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Handler;
import java.util.HashMap;
import java.util.Map;

/** Raises an alarm when a page has failed several times; called by one thread at a time. */
final class FailureWatch implements Handler<Request> {

    private static final int TOLERATED = 2;

    private final Emitter<Alarm> alarms;
    private final Map<String, Integer> failures = new HashMap<>();

    FailureWatch(Emitter<Alarm> alarms) {
        this.alarms = alarms;
    }

    @Override
    public void handle(Event<Request> event) {
        Request request = event.data();
        if (request.hasFailed() && failures.merge(request.path(), 1, Integer::sum) == TOLERATED + 1) {
            alarms.emit(new Alarm(request.path(), TOLERATED + 1), EmitOptions.following(event));
        }
    }
}
