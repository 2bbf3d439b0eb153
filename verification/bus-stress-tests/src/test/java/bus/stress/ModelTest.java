package bus.stress;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Does random steps to a bus and to a model of it, and compares what is seen after each: who got which event and in
 * which order and context, what was lost and why, what was thrown, all counts, the results of tracked emits, who is
 * drained, and how many tasks the executor was given. A difference is told with its seed, which {@code -Dmodel.seed=…}
 * repeats; {@code -Dmodel.runs=…} says how many seeds are tried.
 */
class ModelTest {

    private static final int RUNS = Integer.getInteger("model.runs", 1_000);

    /** Differs each time, so that every build looks somewhere else; a difference says which one it was. */
    private static final long SEED = Long.getLong("model.seed", System.nanoTime());

    private static Optional<String> difference(long seed, UnaryOperator<Bus> front) {
        boolean throwing = seed % 2 == 0;
        List<Step> steps = RandomSteps.of(seed);
        ModelBus model = new ModelBus(throwing);
        RealBus real = new RealBus(throwing, front);
        for (int i = 0; i < steps.size(); i++) {
            Sight expected = model.apply(steps.get(i));
            Sight seen = real.apply(steps.get(i), expected);
            if (!seen.equals(expected)) {
                return Optional.of("bus and model must do the same: seed=" + seed + ", step=" + i + "; repeat it with"
                        + " -Dmodel.seed=" + seed + " -Dmodel.runs=1\nsteps  " + steps.subList(0, i + 1) + "\nmodel  "
                        + expected + "\nbus    " + seen);
            }
        }
        return Optional.empty();
    }

    @Test
    void theBusDoesWhatTheModelDoes() {
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            assertThat(difference(seed, UnaryOperator.identity())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenBusIsFound(BrokenBus broken) {
        assertThat(LongStream.range(SEED, SEED + RUNS)
                        .anyMatch(seed -> difference(seed, broken).isPresent()))
                .as(broken + " is not found from seed " + SEED + " on")
                .isTrue();
    }
}
