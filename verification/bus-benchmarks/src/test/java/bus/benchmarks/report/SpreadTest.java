package bus.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(DoubleStream.of(90, 1, 2))).isEqualTo(new Spread(2, 1, 90));
        assertThat(Spread.of(DoubleStream.of(90, 1, 2, 4))).isEqualTo(new Spread(3, 1, 90));
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        assertThat(Spread.of(DoubleStream.of(Double.NaN, 5))).isEqualTo(new Spread(5, 5, 5));
        assertThat(Spread.of(DoubleStream.of(Double.NaN))).hasToString("not measured");
        assertThat(Spread.of(DoubleStream.empty()).isMeasured()).isFalse();
    }

    @Test
    void itReadsAsTheMedianWithTheSpreadBehindIt() {
        assertThat(new Spread(52.4, 49.6, 1234)).hasToString("52 (50\u20131,234)");
        assertThat(new Spread(4.53, 4, 5.01)).hasToString("4.5 (4\u20135.0)");
        assertThat(new Spread(52.4, 52.1, 52.45)).hasToString("52");
    }
}
