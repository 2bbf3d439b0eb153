package log.watch;

import bus.api.Event;
import bus.api.Handler;

/** Counts requests and their bytes; called by one thread at a time. */
final class Traffic implements Handler<Request> {

    private long requests;
    private long failed;
    private long bytes;

    @Override
    public void handle(Event<Request> event) {
        requests++;
        failed += event.data().hasFailed() ? 1 : 0;
        bytes += event.data().bytes();
    }

    @Override
    public String toString() {
        return requests + " requests, " + failed + " failed, " + bytes + " bytes";
    }
}
