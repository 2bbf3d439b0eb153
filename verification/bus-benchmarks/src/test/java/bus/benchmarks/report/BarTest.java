package bus.benchmarks.report;

import static bus.benchmarks.report.Example.JVM;
import static org.assertj.core.api.Assertions.assertThat;

import bus.benchmarks.report.Bar.Verdict;
import org.junit.jupiter.api.Test;

class BarTest {

    private static final Case BUS = Case.of("Example.bus");
    private static final Case PEER = Case.of("Example.peer");

    private static String cell(Bar bar, double figure) {
        return bar.cell(new Example().scores(BUS, figure).measurements(), JVM);
    }

    private static Bar ratioAtMost(double limit) {
        return Bar.atMost(limit, "bus / peer", round -> round.ratio(BUS, PEER));
    }

    @Test
    void aRatioIsTheMedianOfTheRatiosWithinTheRounds() {
        // The ratios are 2, 1 and 0.5. The median of the one by the median of the other would be 10 / 20.
        Measurements measurements =
                new Example().scores(BUS, 10, 20, 10).scores(PEER, 5, 20, 20).measurements();

        assertThat(ratioAtMost(1).cell(measurements, JVM)).isEqualTo("1.00 met");
    }

    @Test
    void aRoundThatHasOnlyOneSideDoesNotCount() {
        Measurements measurements =
                new Example().scores(BUS, 10, 99).scores(PEER, 5).measurements();

        assertThat(ratioAtMost(1).cell(measurements, JVM)).isEqualTo("**2.00 not met**");
    }

    @Test
    void aMissingSideIsNotMeasured() {
        Measurements measurements = new Example().scores(BUS, 10).measurements();

        assertThat(ratioAtMost(1).cell(measurements, JVM)).isEqualTo("not measured");
        assertThat(ratioAtMost(1).verdict(measurements, JVM)).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(ratioAtMost(1)
                        .cell(new Example().scores(BUS, 1).scores(PEER, 1).measurements(), new Jvm(25, "G1")))
                .isEqualTo("not measured");
    }

    @Test
    void aBoundSaysWhetherTheLimitItselfIsAllowed() {
        assertThat(cell(Bar.atMost(1.2, "", round -> round.score(BUS)), 1.2)).isEqualTo("1.20 met");
        assertThat(cell(Bar.below(1.2, "", round -> round.score(BUS)), 1.2)).isEqualTo("**1.20 not met**");
        assertThat(cell(Bar.atLeast(1.2, "", round -> round.score(BUS)), 1.2)).isEqualTo("1.20 met");
        assertThat(cell(Bar.atLeast(1.2, "", round -> round.score(BUS)), 1.1)).isEqualTo("**1.10 not met**");
    }

    @Test
    void aFigureDoesNotReadAsIfItWereOnTheOtherSideOfTheLimit() {
        assertThat(cell(Bar.atMost(1.2, "", round -> round.score(BUS)), 1.20312))
                .isEqualTo("**1.203 not met**");
    }

    @Test
    void bytesAreWholeAsTheProfilerCountsABitTooMuch() {
        Bar bar = Bar.atMost(64, "", round -> round.bytes(BUS)).in("bytes");

        assertThat(bar.rule()).isEqualTo("at most 64 bytes");
        assertThat(bar.cell(new Example().bytes(BUS, 64.002).measurements(), JVM))
                .isEqualTo("64 bytes met");
        assertThat(bar.cell(new Example().bytes(BUS, 72.002).measurements(), JVM))
                .isEqualTo("**72 bytes not met**");
    }
}
