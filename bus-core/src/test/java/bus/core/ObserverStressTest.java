package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.TopicMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ObserverStressTest {

    private static final int CHANGES = 20_000;

    /** Told outside of the lock, two changes would be told the wrong way round before long. */
    @Test
    @Timeout(300)
    void registrationsOnSeveralThreadsAreToldInTheOrderInWhichTheyHappened() throws Exception {
        Observations observed = new Observations();
        Bus bus = Buses.builder().observer(observed).build();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            running.add(threads.submit(() -> {
                for (int change = 0; change < CHANGES; change++) {
                    bus.registerHandler("h", TopicMatcher.exact("x"), event -> {});
                    if (change % 3 == 0) {
                        bus.deregisterHandler("h");
                    }
                    if (change % 100 == 0) {
                        observed.lines.removeIf(line -> !line.startsWith("unknown"));
                    }
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        threads.shutdown();
        bus.registerHandler("h", TopicMatcher.exact("x"), event -> {});

        assertThat(observed.lines).noneMatch(line -> line.startsWith("unknown"));
        assertThat(observed.handlers).hasSize(1);
        assertThat(observed.handlers.get(0).snapshot())
                .isEqualTo(bus.snapshot().handlers().get(0));
    }
}
