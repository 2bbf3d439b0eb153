package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    private static final Executor EXECUTOR = new Executor() {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public String toString() {
            return "EXECUTOR";
        }
    };

    @Test
    void aSynchronousOneHasNoMailbox() {
        Delivery<Object> sync = Delivery.sync();
        assertThat(sync.isAsync()).isFalse();
        assertThat(sync.capacity()).isZero();
        assertThat(sync.executor()).isEmpty();
        assertThat(sync).hasToString("Delivery[sync]");
        assertThatIllegalStateException()
                .isThrownBy(() -> sync.capacity(3))
                .withMessage("delivery must be asynchronous to have a mailbox: delivery=Delivery[sync], capacity=3;"
                        + " begin with Delivery.async()");
        assertThatIllegalStateException().isThrownBy(() -> sync.overflow(Overflow.fail()));
        assertThatIllegalStateException().isThrownBy(() -> sync.executor(EXECUTOR));
    }

    @Test
    void anAsynchronousOneHasDefaultsAndCanBeChanged() {
        Delivery<Object> async = Delivery.async();
        assertThat(async.isAsync()).isTrue();
        assertThat(async.capacity()).isEqualTo(1_024);
        assertThat(async.overflow()).isEqualTo(Overflow.block(Duration.ofSeconds(30)));
        assertThat(async.executor()).isEmpty();
        assertThat(async).hasToString("Delivery[async, capacity=1024, overflow=BLOCK for PT30S]");

        Delivery<Object> changed = async.capacity(7)
                .overflow(Overflow.dropOldest())
                .executor(EXECUTOR)
                .ordered();
        assertThat(changed.capacity()).isEqualTo(7);
        assertThat(changed.overflow().kind()).isEqualTo(Overflow.Kind.DROP_OLDEST);
        assertThat(changed.executor()).containsSame(EXECUTOR);
        assertThat(changed).hasToString("Delivery[async, capacity=7, overflow=DROP_OLDEST, executor=EXECUTOR]");
        assertThat(async.capacity()).as("it is immutable").isEqualTo(1_024);
    }

    @Test
    void twoAreEqualIfTheSameIsSaidOfThem() {
        Delivery<Object> one =
                Delivery.async().capacity(7).overflow(Overflow.fail()).executor(EXECUTOR);
        Delivery<Object> other =
                Delivery.async().executor(EXECUTOR).overflow(Overflow.fail()).capacity(7);
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one)
                .isNotEqualTo(other.capacity(8))
                .isNotEqualTo(other.overflow(Overflow.block()))
                .isNotEqualTo(other.executor(Runnable::run))
                .isNotEqualTo(Delivery.sync());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (1 << 24) + 1})
    void aCapacityOutOfRangeIsRefused(int capacity) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Delivery.async().capacity(capacity))
                .withMessage("capacity must lie in [1, 16777216]: capacity=" + capacity + "; the default is 1024");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 24})
    void theEndsOfTheRangeAreAccepted(int capacity) {
        assertThat(Delivery.async().capacity(capacity).capacity()).isEqualTo(capacity);
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Delivery.async().executor(null))
                .withMessage("executor must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> Delivery.async().overflow(null))
                .withMessage("overflow must not be null");
    }

    @Test
    void policiesAreEqualIfTheirKindsAndLimitsAre() {
        assertThat(Overflow.block()).isEqualTo(Overflow.block(Duration.ofSeconds(30)));
        assertThat(Overflow.block()).hasSameHashCodeAs(Overflow.block(Duration.ofSeconds(30)));
        assertThat(Overflow.block()).isNotEqualTo(Overflow.block(Duration.ofSeconds(31)));
        assertThat(Overflow.dropNewest()).isEqualTo(Overflow.dropNewest()).isNotEqualTo(Overflow.dropOldest());
        assertThat(Overflow.fail()).hasToString("FAIL");
        assertThat(Overflow.fail().limit()).isZero();
        assertThat(Overflow.block(Duration.ofMillis(5)).limit()).hasMillis(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT8760H0.000000001S"})
    void aLimitOutOfRangeIsRefused(String limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Overflow.block(Duration.parse(limit)))
                .withMessage("limit must be longer than nothing and at most 365 days: limit=" + Duration.parse(limit)
                        + "; use fail() not to wait at all");
    }
}
