package bus.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What the page that compares says of Guava, tried on it. */
class GuavaTest {

    private final EventBus bus = new EventBus("compared");
    private final List<Object> handled = new ArrayList<>();

    /** Kept, as the JDK lets go of loggers that nobody keeps. */
    private final Logger logger = Logger.getLogger(EventBus.class.getName() + ".compared");

    /** Fails always. There are two of them in a test, as nothing is promised about which is called first. */
    public final class Failing {

        @Subscribe
        public void on(String event) {
            handled.add(event);
            throw new IllegalStateException(event);
        }

        @Subscribe
        public void on(Integer event) {
            handled.add(event);
            throw new AssertionError(event);
        }
    }

    /** Posts another event while it handles the first. */
    public final class Posting {

        @Subscribe
        public void on(Long event) {
            handled.add(event);
            if (event == 1) {
                bus.post(2L);
            }
        }
    }

    /** Subscribes to what an event is. */
    public final class General {

        @Subscribe
        public void on(CharSequence event) {
            handled.add("interface");
        }

        @Subscribe
        public void on(Object event) {
            handled.add("superclass");
        }
    }

    @Test
    void anExceptionOfASubscriberIsLoggedAndTheOthersRun() {
        bus.register(new Failing());
        bus.register(new Failing());
        List<LogRecord> logged = new ArrayList<>();
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        bus.post("event");

        assertThat(handled).containsExactly("event", "event");
        assertThat(logged).extracting(LogRecord::getThrown).hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(logged).hasSize(2);
    }

    @Test
    void anErrorOfASubscriberLeavesPostAndTheOthersDoNotRun() {
        bus.register(new Failing());
        bus.register(new Failing());

        assertThatThrownBy(() -> bus.post(1)).isInstanceOf(AssertionError.class);

        assertThat(handled).containsExactly(1);
    }

    @Test
    void whatASubscriberPostsWaitsForTheOthers() {
        bus.register(new Posting());
        bus.register(new Posting());

        bus.post(1L);

        assertThat(handled).startsWith(1L, 1L).endsWith(2L, 2L);
    }

    @Test
    void aSubscriberOfASuperclassOrAnInterfaceGetsTheEvent() {
        bus.register(new General());

        bus.post("event");

        assertThat(handled).containsExactlyInAnyOrder("interface", "superclass");
    }
}
