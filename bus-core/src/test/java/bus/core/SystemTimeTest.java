package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bus.api.BusException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SystemTimeTest {

    private static final long MILLISECOND = 1_000_000;

    private long nanoTime = Long.MAX_VALUE - 10; // it may overflow
    private Instant clock = Instant.ofEpochSecond(1, 5);
    private long reading = 60;
    private final AtomicInteger readings = new AtomicInteger();

    private final SystemTime time = new SystemTime(() -> nanoTime, () -> {
        readings.incrementAndGet();
        nanoTime += reading;
        return clock;
    });

    private long at(long nanosAfterASecond) {
        return 1_000_000_000 + nanosAfterASecond;
    }

    @Test
    void nanosecondsAreCountedBetweenReadingsOfTheClock() {
        assertThat(time.epochNanos()).isEqualTo(at(5));
        nanoTime += 40;
        assertThat(time.epochNanos()).isEqualTo(at(5 + reading + 40));
        assertThat(readings).hasValue(1);
    }

    @Test
    void theClockIsReadAgainAfterAMillisecond() {
        time.epochNanos();
        nanoTime += MILLISECOND - reading - 1;
        assertThat(time.epochNanos()).isEqualTo(at(5 + MILLISECOND - 1));
        clock = clock.plusNanos(MILLISECOND + 7);
        nanoTime++;
        assertThat(time.epochNanos()).isEqualTo(at(5 + MILLISECOND + 7));
        assertThat(readings).hasValue(2);
    }

    @Test
    void aClockThatIsSetBackOrWasAsleepIsFollowed() {
        time.epochNanos();
        nanoTime += MILLISECOND;
        clock = clock.minus(Duration.ofHours(1));
        assertThat(time.epochNanos()).isEqualTo(at(5) - Duration.ofHours(1).toNanos());
        nanoTime += MILLISECOND;
        clock = clock.plus(Duration.ofDays(1));
        assertThat(time.epochNanos()).isEqualTo(at(5) + Duration.ofHours(23).toNanos());
    }

    @Test
    void noTimeIsCountedFromAReadingThatWasInterrupted() {
        reading = 1_001;
        assertThat(time.epochNanos()).isEqualTo(at(5));
        reading = 1_000;
        clock = clock.plusNanos(2_000);
        assertThat(time.epochNanos()).isEqualTo(at(2_005));
        assertThat(time.epochNanos()).isEqualTo(at(3_005));
        assertThat(readings).hasValue(2);
    }

    @Test
    void aNanoTimeBeforeTheMomentIsOfAnotherThread() {
        time.epochNanos();
        nanoTime -= reading + 1;
        assertThat(time.epochNanos()).isEqualTo(at(5));
        assertThat(readings).hasValue(2);
    }

    @Test
    void aClockThatCountsInCoarseStepsTakesItBackByAMillisecondAtMost() {
        time.epochNanos();
        nanoTime += MILLISECOND - reading - 1;
        assertThat(time.epochNanos()).isEqualTo(at(5 + MILLISECOND - 1));
        nanoTime++; // the clock still shows what it did
        assertThat(time.epochNanos()).isEqualTo(at(5));
    }

    @Test
    void aTimeThatDoesNotFitIsRefused() {
        clock = Instant.MAX;
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(time::epochNanos)
                .withMessageContaining("now=" + Instant.MAX);
    }

    @Test
    void theTimeOfThisSystemLiesBetweenTwoReadingsOfIt() {
        SystemTime system = SystemTime.ofThisSystem();
        for (int i = 0; i < 10_000; i++) {
            Instant before = Instant.now().minusNanos(10 * MILLISECOND);
            Instant seen = Instant.ofEpochSecond(0, system.epochNanos());
            assertThat(seen).isBetween(before, Instant.now().plusNanos(10 * MILLISECOND));
        }
    }
}
