package bus.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequentialIdsTest {

    @Test
    void theyCountFromOne() {
        SequentialIds ids = SequentialIds.create();
        assertThat(Stream.generate(ids::next).limit(3)).containsExactly("1", "2", "3");
        assertThat(ids).hasToString("SequentialIds[last=3]");
    }

    @Test
    void theyMayBeginWithAText() {
        SequentialIds ids = SequentialIds.withPrefix("order-");
        assertThat(Stream.generate(ids::next).limit(2)).containsExactly("order-1", "order-2");
        assertThat(ids).hasToString("SequentialIds[last=order-2]");
        assertThatNullPointerException()
                .isThrownBy(() -> SequentialIds.withPrefix(null))
                .withMessage("prefix must not be null");
    }

    @Test
    void noNumberIsGivenTwiceOrLeftOut() throws Exception {
        SequentialIds ids = SequentialIds.create();
        Set<String> given = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> taking = Stream.<Runnable>generate(() -> () -> {
                        for (int i = 0; i < 20_000; i++) {
                            given.add(ids.next());
                        }
                    })
                    .limit(4)
                    .<Future<?>>map(threads::submit)
                    .toList();
            for (Future<?> one : taking) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(given).hasSize(80_000);
        assertThat(ids.next()).isEqualTo("80001");
    }
}
