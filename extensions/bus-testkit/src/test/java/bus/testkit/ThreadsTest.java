package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limit only turns a thread that waits for ever into a failure. */
@Timeout(60)
class ThreadsTest {

    @Test
    void allThreadsWorkAtOnceAndGiveWhatTheyFound() {
        CyclicBarrier all = new CyclicBarrier(4);
        assertThat(Threads.run(4, thread -> {
                    all.await();
                    return thread;
                }))
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void aThreadThatFailsEndsThoseThatWaitForIt() {
        CountDownLatch never = new CountDownLatch(1);
        IllegalStateException failure = new IllegalStateException("no id");
        assertThatThrownBy(() -> Threads.run(2, thread -> {
                    if (thread == 0) {
                        never.await();
                    }
                    throw failure;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("thread must not fail: thrown=java.lang.IllegalStateException: no id")
                .hasCause(failure);
    }

    @Test
    void anAssertionThatFailsIsThrownAsItIs() {
        AssertionError failure = new AssertionError("two ids");
        assertThatThrownBy(() -> Threads.run(2, thread -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
