package bus.observer.micrometer;

import bus.api.HandlerSnapshot;
import bus.api.spi.ObservedHandler;

/** A handler of which nothing but its key is asked. */
record FixedHandler(String key) implements ObservedHandler {

    @Override
    public HandlerSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }
}
