package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
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

    @Test
    void theLastOrderThatIsSaidCounts() {
        Delivery<Object> async = Delivery.async().capacity(7);
        assertThat(async.order()).isEqualTo(Delivery.Order.ORDERED);
        assertThat(async.parallelism()).isEqualTo(1);
        assertThat(async.key()).isEmpty();

        Function<Event<String>, Object> first = event -> event.data().charAt(0);
        Delivery<String> keyed = async.unordered(3).keyed(first, 16).overflow(Overflow.fail());
        assertThat(keyed.order()).isEqualTo(Delivery.Order.KEYED);
        assertThat(keyed.parallelism()).isEqualTo(16);
        assertThat(keyed.key()).containsSame(first);
        assertThat(keyed).hasToString("Delivery[async, capacity=7, overflow=FAIL, keyed, lanes=16]");

        Delivery<String> unordered = keyed.unordered(4).executor(EXECUTOR);
        assertThat(unordered.order()).isEqualTo(Delivery.Order.UNORDERED);
        assertThat(unordered.parallelism()).isEqualTo(4);
        assertThat(unordered.key()).isEmpty();
        assertThat(unordered)
                .hasToString("Delivery[async, capacity=7, overflow=FAIL, unordered, parallelism=4, executor=EXECUTOR]");

        assertThat(async.keyed(first, 16).ordered()).isEqualTo(async);
        assertThat(unordered.ordered())
                .isEqualTo(async.overflow(Overflow.fail()).executor(EXECUTOR));
    }

    @Test
    void oneInAnotherOrderIsNotEqual() {
        Function<Event<Object>, Object> key = Event::topic;
        Delivery<Object> async = Delivery.async();
        assertThat(async.keyed(key, 3)).isEqualTo(async.keyed(key, 3)).hasSameHashCodeAs(async.keyed(key, 3));
        assertThat(async.keyed(key, 3))
                .isNotEqualTo(async.keyed(key, 4))
                .isNotEqualTo(async.keyed(event -> 1, 3))
                .isNotEqualTo(async.unordered(3))
                .isNotEqualTo(async);
        assertThat(async.unordered(1)).isNotEqualTo(async).isNotEqualTo(async.unordered(2));
    }

    @Test
    void oneWithoutAMailboxHasNoLanesAndNoParallelism() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Delivery.sync().keyed(Event::topic, 2))
                .withMessage("delivery must be asynchronous to have a mailbox: delivery=Delivery[sync], lanes=2;"
                        + " begin with Delivery.async()");
        assertThatIllegalStateException()
                .isThrownBy(() -> Delivery.sync().unordered(2))
                .withMessage("delivery must be asynchronous to have a mailbox: delivery=Delivery[sync], parallelism=2;"
                        + " begin with Delivery.async()");
        assertThat(Delivery.sync().ordered()).isSameAs(Delivery.sync());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_025})
    void aNumberOfLanesOutOfRangeIsRefused(int lanes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Delivery.async().keyed(Event::topic, lanes))
                .withMessage("lanes must lie in [1, 1024]: lanes=" + lanes
                        + "; as many as the handler can use at a time, such as the number of processors");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65_537})
    void aParallelismOutOfRangeIsRefused(int parallelism) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Delivery.async().unordered(parallelism))
                .withMessage("parallelism must lie in [1, 65536]: parallelism=" + parallelism
                        + "; as many as the handler can use at a time, such as the number of processors");
    }

    @Test
    void theEndsOfTheRangesOfOrdersAreAccepted() {
        assertThat(Delivery.async().keyed(Event::topic, 1_024).parallelism()).isEqualTo(1_024);
        assertThat(Delivery.async().keyed(Event::topic, 1).parallelism()).isEqualTo(1);
        assertThat(Delivery.async().unordered(65_536).parallelism()).isEqualTo(65_536);
        assertThat(Delivery.async().unordered(1).parallelism()).isEqualTo(1);
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
        assertThatNullPointerException()
                .isThrownBy(() -> Delivery.async().keyed(null, 1))
                .withMessage("key must not be null");
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
