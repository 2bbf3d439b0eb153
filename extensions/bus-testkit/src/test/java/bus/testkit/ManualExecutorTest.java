package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualExecutorTest {

    private final ManualExecutor executor = new ManualExecutor();
    private final List<String> ran = new ArrayList<>();

    @Test
    void aTaskRunsWhenItIsSteppedTo() {
        executor.execute(() -> ran.add("a " + Thread.currentThread().getName()));
        executor.execute(() -> ran.add("b"));
        assertThat(ran).isEmpty();
        assertThat(executor).hasToString("ManualExecutor[waiting=2]");

        assertThat(executor.step()).isTrue();
        assertThat(ran).containsExactly("a " + Thread.currentThread().getName());
        assertThat(executor.waiting()).isEqualTo(1);
        assertThat(executor.step()).isTrue();
        assertThat(executor.step()).isFalse();
    }

    @Test
    void untilItIsIdleItRunsAlsoWhatTasksGive() {
        executor.execute(() -> executor.execute(() -> ran.add("inner")));

        assertThat(executor.runUntilIdle()).isEqualTo(2);
        assertThat(ran).containsExactly("inner");
        assertThat(executor.runUntilIdle()).isZero();
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> executor.execute(null))
                .withMessage("task must not be null");
    }
}
