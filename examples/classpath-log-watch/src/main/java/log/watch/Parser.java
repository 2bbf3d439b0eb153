package log.watch;

import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Handler;

/** Makes requests of lines; it fails at a line that is none. */
final class Parser implements Handler<Line> {

    private final Emitter<Request> requests;

    Parser(Emitter<Request> requests) {
        this.requests = requests;
    }

    @Override
    public void handle(Event<Line> event) {
        requests.emit(Request.parse(event.data().text()), EmitOptions.following(event));
    }
}
