package bus.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import bus.api.ContextCarrier.Captured;
import bus.api.ContextCarrier.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ContextCarrierTest {

    private final List<String> seen = new ArrayList<>();

    @Test
    void aThreadLocalIsCarriedAndRemovedWhereThereWasNone() throws Exception {
        ThreadLocal<String> local = new ThreadLocal<>();
        local.set("emitting");
        Captured captured = ContextCarrier.of(local).capture();
        Thread other = new Thread(() -> {
            Scope scope = captured.restore();
            seen.add("" + local.get());
            scope.close();
            seen.add("" + local.get());
        });
        other.start();
        other.join();
        assertThat(seen).containsExactly("emitting", "null");
        assertThat(local.get()).isEqualTo("emitting");
    }

    @Test
    void aThreadLocalWithoutValueIsCarriedAsSuch() {
        ThreadLocal<String> local = new ThreadLocal<>();
        Captured captured = ContextCarrier.of(local).capture();
        local.set("of the thread");
        Scope scope = captured.restore();
        assertThat(local.get()).isNull();
        scope.close();
        assertThat(local.get()).isEqualTo("of the thread");
    }

    @Test
    void aValueThatCanBeReadAndSetIsCarried() {
        AtomicReference<String> value = new AtomicReference<>("emitting");
        Captured captured = ContextCarrier.<String>of(value::get, value::set).capture();
        value.set("of the thread");
        Scope scope = captured.restore();
        assertThat(value).hasValue("emitting");
        value.set("changed meanwhile");
        scope.close();
        assertThat(value).hasValue("of the thread");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> ContextCarrier.of((ThreadLocal<String>) null))
                .withMessage("local must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> ContextCarrier.of(null, value -> {}))
                .withMessage("get must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> ContextCarrier.of(() -> "", null))
                .withMessage("set must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> Bus.builder().contextCarrier(null))
                .withMessage("carrier must not be null");
    }
}
