package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManualClockTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00.000000001Z");

    private final ManualClock clock = ManualClock.at(START);

    @Test
    void itStandsStill() {
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(ManualClock.at("2026-01-01T00:00:00.000000001Z").instant()).isEqualTo(START);
    }

    @Test
    void itIsMovedForwardsAndBackwards() {
        clock.advance(Duration.ofNanos(2));
        assertThat(clock.instant()).isEqualTo(START.plusNanos(2));
        clock.advance(Duration.ofDays(-1));
        assertThat(clock.instant()).isEqualTo(START.plusNanos(2).minusSeconds(86_400));
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        assertThat(clock).hasToString("ManualClock[1970-01-01T00:00:00Z]");
    }

    @Test
    void noMoveOfSeveralThreadsIsLost() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> moving = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                moving.add(threads.submit(() -> {
                    for (int i = 0; i < 50_000; i++) {
                        clock.advance(Duration.ofNanos(1));
                    }
                }));
            }
            for (Future<?> one : moving) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(clock.instant()).isEqualTo(START.plusNanos(200_000));
    }

    @Test
    void whatIsNoTimeIsRefused() {
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> ManualClock.at("noon"));
        assertThatNullPointerException()
                .isThrownBy(() -> ManualClock.at((Instant) null))
                .withMessage("time must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> ManualClock.at((String) null))
                .withMessage("time must not be null");
        assertThatNullPointerException().isThrownBy(() -> clock.set(null)).withMessage("time must not be null");
        assertThatNullPointerException().isThrownBy(() -> clock.advance(null)).withMessage("by must not be null");
    }
}
