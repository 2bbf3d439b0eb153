package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdOrderTest {

    @Test
    void anOrderIsOneOfThree() {
        assertThat(IdOrder.none()).hasToString("IdOrder[none]");
        assertThat(IdOrder.strict()).hasToString("IdOrder[strict]");
        assertThat(IdOrder.byTime(Duration.ofMillis(1))).hasToString("IdOrder[by time, grain=PT0.001S]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT1S"})
    void theGrainIsAtMostASecond(Duration grain) {
        assertThat(IdOrder.byTime(grain).grain()).isEqualTo(grain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.001S", "PT1.000000001S"})
    void anotherGrainIsRefused(Duration grain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdOrder.byTime(grain))
                .withMessage("grain must be longer than nothing and at most a second: grain=" + grain
                        + "; choose the unit in which the ids count time");
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> IdOrder.byTime(null)).withMessage("grain must not be null");
    }
}
