package bus.core;

import bus.api.Bus;
import bus.api.HandlerFailure;
import bus.api.TopicMatcher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What the tests of observers need. */
@Timeout(60)
abstract class ObserverTesting {

    static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    final Observations observed = new Observations();
    final List<HandlerFailure> failures = new CopyOnWriteArrayList<>();
    final Bus bus = builder().observer(observed).build();

    Bus.Builder builder() {
        return Buses.builder().errorHandler(failures::add).closeLimit(Duration.ZERO);
    }

    @AfterEach
    void close() {
        bus.close();
    }
}
