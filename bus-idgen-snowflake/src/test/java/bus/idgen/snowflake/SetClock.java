package bus.idgen.snowflake;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands where it was set. */
final class SetClock implements InstantSource {

    private volatile Instant now;

    SetClock(Instant now) {
        this.now = now;
    }

    static SetClock atMillis(long epochMillis) {
        return new SetClock(Instant.ofEpochMilli(epochMillis));
    }

    void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
