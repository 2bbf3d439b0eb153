package bus.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.greenrobot.eventbus.EventBus;
import org.greenrobot.eventbus.EventBusBuilder;
import org.greenrobot.eventbus.EventBusException;
import org.greenrobot.eventbus.Logger;
import org.greenrobot.eventbus.Subscribe;
import org.greenrobot.eventbus.SubscriberExceptionEvent;
import org.junit.jupiter.api.Test;

/** What the page that compares says of greenrobot, tried on it. */
class GreenrobotTest {

    private final List<Throwable> logged = new ArrayList<>();
    private final EventBusBuilder builder = EventBus.builder().logger(new Logger() {
        @Override
        public void log(Level level, String message) {}

        @Override
        public void log(Level level, String message, Throwable cause) {
            logged.add(cause);
        }
    });
    private final List<Object> handled = new ArrayList<>();

    /** Is called first and fails. */
    public final class Failing {

        @Subscribe(priority = 1)
        public void on(String event) {
            throw new IllegalStateException(event);
        }
    }

    /** Is called after it. */
    public final class Second {

        @Subscribe
        public void on(String event) {
            handled.add(event);
        }

        @Subscribe
        public void on(SubscriberExceptionEvent event) {
            handled.add(event.throwable);
        }
    }

    /** Posts another event while it handles the first. */
    public record Posting(EventBus bus, List<Object> handled) {

        @Subscribe(priority = 1)
        public void first(Long event) {
            handled.add("first " + event);
            if (event == 1) {
                bus.post(2L);
            }
        }

        @Subscribe
        public void second(Long event) {
            handled.add("second " + event);
        }
    }

    /** Ends the delivery of an event of its class. */
    public record Cancelling(EventBus bus, List<Object> handled) {

        @Subscribe(priority = 1)
        public void first(Integer event) {
            bus.cancelEventDelivery(event);
        }

        @Subscribe
        public void second(Integer event) {
            handled.add("second");
        }

        @Subscribe
        public void superclass(Number event) {
            handled.add("superclass");
        }
    }

    /** Comes late. */
    public final class Latecomer {

        @Subscribe(sticky = true)
        public void on(String event) {
            handled.add(event);
        }
    }

    @Test
    void aFailureIsLoggedAndPostedAndTheOthersRun() {
        EventBus bus = builder.build();
        bus.register(new Failing());
        bus.register(new Second());

        bus.post("event");

        assertThat(logged).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(handled).containsExactlyInAnyOrder("event", logged.get(0));
    }

    @Test
    void aFailureThatIsThrownEndsTheDelivery() {
        EventBus bus = builder.throwSubscriberException(true).build();
        bus.register(new Failing());
        bus.register(new Second());

        assertThatThrownBy(() -> bus.post("event"))
                .isInstanceOf(EventBusException.class)
                .hasCauseInstanceOf(IllegalStateException.class);

        assertThat(handled).isEmpty();
    }

    @Test
    void whatASubscriberPostsWaitsForTheOthers() {
        EventBus bus = builder.build();
        bus.register(new Posting(bus, handled));

        bus.post(1L);

        assertThat(handled).containsExactly("first 1", "second 1", "first 2", "second 2");
    }

    @Test
    void cancellingEndsTheDeliveryToTheSubscribersOfTheSameClassAlone() {
        EventBus bus = builder.build();
        bus.register(new Cancelling(bus, handled));

        bus.post(1);

        assertThat(handled).containsExactly("superclass");
    }

    @Test
    void aLatecomerGetsTheLastStickyEvent() {
        EventBus bus = builder.build();
        bus.postSticky("first");
        bus.postSticky("last");

        bus.register(new Latecomer());

        assertThat(handled).containsExactly("last");
    }
}
