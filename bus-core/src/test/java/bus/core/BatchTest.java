package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {

    /** Of a mailbox that takes its events from the queue, as one with several events under way does. */
    @Test
    void moreEventsAreWithdrawnThanAnIntCounts() {
        Batch batch = new Batch();
        batch.cells.set(Batch.CLAIMED, Integer.MAX_VALUE);
        ArrayDeque<Object> queue = new ArrayDeque<>(List.of("a", "b", "c"));
        assertThat(batch.withdraw(queue)).isEqualTo("a");
        assertThat(batch.withdraw(queue)).isEqualTo("b");
        assertThat(batch.withdraw(queue)).isEqualTo("c");
        assertThat(batch.withdraw(queue)).isNull();
        assertThat(batch.next()).isNull();
    }
}
