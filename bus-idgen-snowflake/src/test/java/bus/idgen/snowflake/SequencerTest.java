package bus.idgen.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequencerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:02:03.456789123Z");
    private static final Sequencer MINUTE = Sequencer.of(Duration.ofMinutes(1), 5, 6, 5, 1_000);
    private static final Sequencer TENTH = Sequencer.of(Duration.ofMillis(100), 7, 3, 6, 62 * 62 * 62);

    static Stream<Sequencer> all() {
        return Stream.of(Sequencer.second(), Sequencer.millisecond(), Sequencer.nanosecond(), MINUTE, TENTH);
    }

    private final ManualClock clock = ManualClock.at(NOW);

    private SnowflakeIdGenerator generator(Sequencer sequencer) {
        return SnowflakeIdGenerator.builder()
                .sequencer(sequencer)
                .node(19)
                .clock(clock)
                .build();
    }

    @ParameterizedTest
    @MethodSource("all")
    void idsHaveSixteenCharactersAndSortInTheOrderOfTheirMaking(Sequencer sequencer) {
        SnowflakeIdGenerator generator = generator(sequencer);
        Random random = new Random(20_200_103);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // Jumps back, stands still, and leaps.
            clock.set(NOW.plusSeconds(random.nextInt(200) - 100).plusNanos(random.nextInt(3)));
            ids.add(i % 2 == 0 ? generator.next() : new String(generator.nextBytes(), StandardCharsets.US_ASCII));
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-Za-z]{16}"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anIdIsReadBack(Sequencer sequencer) {
        SnowflakeIdGenerator generator = generator(sequencer);
        Instant tick = sequencer.time(sequencer.ticks(NOW));

        assertThat(generator.parse(generator.next())).isEqualTo(new SnowflakeId(tick, 0, 19));
        assertThat(tick).isBeforeOrEqualTo(NOW);
        assertThat(Duration.between(tick, NOW)).isLessThan(sequencer.duration(1));
    }

    @ParameterizedTest
    @MethodSource("all")
    void ticketsAndIdsAreOfOneSequence(Sequencer sequencer) {
        SnowflakeIdGenerator generator = generator(sequencer);
        long nanos = Sequencer.nanosecond().ticks(NOW);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ids.add(generator.render(generator.take(nanos)));
            ids.add(generator.next());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aFullCounterBorrowsFromTheNextTickAndTheGeneratorRunsAhead() {
        SnowflakeIdGenerator generator = generator(MINUTE);
        assertThat(generator.aheadOfClock()).isEqualTo(Duration.ZERO);
        for (int i = 0; i < 2_500; i++) {
            generator.next();
        }
        assertThat(generator.aheadOfClock()).isEqualTo(Duration.ofMinutes(2));
        assertThat(generator.parse(generator.next()))
                .isEqualTo(new SnowflakeId(Instant.parse("2026-11-24T01:04:00Z"), 500, 19));
        clock.set(NOW.plus(Duration.ofMinutes(2)));
        assertThat(generator.aheadOfClock()).isEqualTo(Duration.ZERO);
        clock.set(NOW.minus(Duration.ofHours(1)));
        assertThat(generator.aheadOfClock()).isEqualTo(Duration.ofMinutes(62));
    }

    @Test
    void aNanosecondHasOneId() {
        SnowflakeIdGenerator generator = generator(Sequencer.nanosecond());
        List<String> ids = Stream.generate(generator::next).limit(3).toList();
        assertThat(ids).allMatch(id -> id.substring(11).equals("0000J"));
        assertThat(generator.aheadOfClock()).isEqualTo(Duration.ofNanos(2));
    }

    @ParameterizedTest
    @CsvSource({"second, 14776335", "millisecond, 14776335", "nanosecond, 238327"})
    void theNodeHasItsRoom(String name, long maxNode) {
        Sequencer sequencer = name.equals("second")
                ? Sequencer.second()
                : name.equals("millisecond") ? Sequencer.millisecond() : Sequencer.nanosecond();
        assertThat(sequencer.maxNode()).isEqualTo(maxNode);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SnowflakeIdGenerator.builder()
                        .sequencer(sequencer)
                        .node(maxNode + 1)
                        .build())
                .withMessage("node must lie in [0, " + maxNode + "]: node=" + (maxNode + 1)
                        + "; give every generator a number of its own in that range");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theLastTimeOfTheCharactersIsReachedAndNotPassed(Sequencer sequencer) {
        Instant earliest = sequencer.earliestInitialTime(NOW);
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(sequencer)
                .node(0)
                .initialTime(earliest)
                .clock(clock)
                .build();
        String id = generator.next();
        String greatest = sequencer.equals(Sequencer.nanosecond()) ? "AzL8n0Y58m7" : "zzzzz";
        assertThat(id).startsWith(greatest);
        clock.set(NOW.plus(sequencer.duration(1)));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(generator::next)
                .withMessageContaining("last time=" + sequencer.time(sequencer.ticks(NOW)))
                .withMessageEndingWith("; the characters hold no later one, start over with a later initial time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000000000000000", "00000000000000000", "0000000-00000001", "000000000000000é"})
    void whatIsNoIdIsRefused(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator(Sequencer.millisecond()).parse(id))
                .withMessage("id must be 16 characters of 0-9A-Za-z that hold a time: id=\"" + id
                        + "\"; give one that a generator with this sequencer made");
    }

    @Test
    void aTimeThatNoClockShowsIsRefused() {
        SnowflakeIdGenerator generator = generator(Sequencer.nanosecond());
        assertThatIllegalArgumentException().isThrownBy(() -> generator.parse("zzzzzzzzzzz00001"));
        assertThatIllegalArgumentException().isThrownBy(() -> generator.parse("AzL8n0Y58m700001"));
        assertThatNullPointerException().isThrownBy(() -> generator.parse(null)).withMessage("id must not be null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT1.5S", "PT0.3S", "PT24H1S", "PT0.000000007S"})
    void aTickThatDoesNotFitIsRefused(Duration tick) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequencer.of(tick, 8, 4, 4, 1))
                .withMessage("tick must be whole seconds up to a day, or a whole part of a second: tick=" + tick
                        + "; choose one such as PT0.1S or PT60S");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 12, 4, 1, 'timeDigits must lie in [1, 11]: timeDigits=0'",
        "12, 0, 4, 1, 'timeDigits must lie in [1, 11]: timeDigits=12'",
        "8, -1, 9, 1, 'counterDigits must lie in [0, 16]: counterDigits=-1'",
        "8, 8, 0, 1, 'nodeDigits must lie in [1, 10]: nodeDigits=0'",
        "8, 4, 5, 1, 'parts must fill 16 characters: timeDigits=8, counterDigits=4, nodeDigits=5'",
        "8, 4, 3, 1, 'parts must fill 16 characters: timeDigits=8, counterDigits=4, nodeDigits=3'",
        "8, 4, 4, 0, 'counts must lie in [1, 14776336]: counts=0'",
        "8, 4, 4, 14776337, 'counts must lie in [1, 14776336]: counts=14776337'",
        "8, 0, 8, 2, 'counts must lie in [1, 1]: counts=2'",
    })
    void partsThatDoNotFitAreRefused(int time, int counter, int node, long counts, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequencer.of(Duration.ofMillis(1), time, counter, node, counts))
                .withMessageStartingWith(message + "; ");
    }

    @Test
    void countsThatUseUpTheWordWithinAYearAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sequencer.of(Duration.ofNanos(1), 11, 2, 3, 3_844))
                .withMessage("ids of a year must fit a word of 64 bits: tick=PT0.000000001S, counts=3844; lessen the"
                        + " counts or lengthen the tick");
    }

    @Test
    void equalityAndTextAreThoseOfTheParts() {
        assertThat(Sequencer.of(Duration.ofMillis(1), 8, 4, 4, 14_776_336))
                .isEqualTo(Sequencer.millisecond())
                .hasSameHashCodeAs(Sequencer.millisecond())
                .hasToString("Sequencer[tick=PT0.001S, timeDigits=8, counterDigits=4, nodeDigits=4, counts=14776336]");
        assertThat(all().distinct()).hasSize(5);
        assertThat(Sequencer.of(Duration.ofMillis(1), 8, 4, 4, 1)).isNotEqualTo(Sequencer.millisecond());
        assertThat(Collections.nCopies(2, Sequencer.second())).containsOnly(Sequencer.second());
    }

    @Test
    void sumsAndDifferencesStayWithinALong() {
        assertThat(Sequencer.plus(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Sequencer.plus(Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
        assertThat(Sequencer.plus(40, 2)).isEqualTo(42);
        assertThat(Sequencer.minus(Long.MIN_VALUE, 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(Sequencer.minus(Long.MAX_VALUE, -1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Sequencer.minus(0, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Sequencer.minus(44, 2)).isEqualTo(42);
        assertThat(Sequencer.nanosecond().ticks(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
        assertThat(Sequencer.nanosecond().ticks(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT0.0001S", "PT0.001S", "PT0.004S", "PT1S", "PT60S", "PT24H"})
    void aClockIsReadInTicksAsItsInstantIs(Duration tick) {
        Sequencer sequencer = Sequencer.of(tick, 10, 2, 4, 1);
        for (Instant time : List.of(
                NOW,
                Instant.EPOCH,
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH.minusMillis(1),
                Instant.MAX,
                Instant.MIN)) {
            assertThat(sequencer.ticks(ManualClock.at(time))).isEqualTo(sequencer.ticks(time));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.5S", "PT7S", "PT24H"})
    void aTimeMayHaveMoreCharactersThanThereAreTimes(Duration tick) {
        Sequencer sequencer = Sequencer.of(tick, 11, 1, 4, 62);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(sequencer.earliestInitialTime(now)).isEqualTo(Instant.MIN);
        SnowflakeIdGenerator generator = SnowflakeIdGenerator.builder()
                .sequencer(sequencer)
                .node(1)
                .clock(() -> now)
                .build();
        assertThat(generator.parse(generator.next()).time()).isBetween(now.minus(tick), now);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> generator.parse("AzL8n0Y58m600001"))
                .withMessageContaining("that hold a time");
    }

    @Test
    void aTickOutOfTheTimesThatThereAreHasTheNearest() {
        Sequencer day = Sequencer.of(Duration.ofDays(1), 10, 2, 4, 1);

        assertThat(day.time(Long.MAX_VALUE)).isEqualTo(Instant.MAX);
        assertThat(day.time(Long.MIN_VALUE)).isEqualTo(Instant.MIN);
    }

    @Test
    void aTickOfBrokenMillisecondsIsReadOffAClock() {
        Sequencer sequencer = Sequencer.of(Duration.ofNanos(2_500_000), 10, 2, 4, 1);

        assertThat(sequencer.ticks(ManualClock.at(Instant.ofEpochMilli(10)))).isEqualTo(4);
    }

    @Test
    void differentSequencersHaveDifferentHashes() {
        assertThat(all().map(Object::hashCode)).doesNotHaveDuplicates();
    }
}
