package bus.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.engio.mbassy.bus.IMessagePublication;
import net.engio.mbassy.bus.SyncMessageBus;
import net.engio.mbassy.bus.error.PublicationError;
import net.engio.mbassy.listener.Handler;
import org.junit.jupiter.api.Test;

/** What the page that compares says of MBassador, tried on it. */
class MBassadorTest {

    private final List<Object> handled = new ArrayList<>();
    private final List<PublicationError> errors = new ArrayList<>();
    private final SyncMessageBus<Object> bus = new SyncMessageBus<>(errors::add);

    /** Is called first and fails, and then once more without failing. */
    public final class Failing {

        @Handler(priority = 1)
        public void first(String event) {
            throw new IllegalStateException(event);
        }

        @Handler
        public void second(String event) {
            handled.add(event);
        }
    }

    /** Publishes another event while it handles the first. */
    public final class Publishing {

        @Handler(priority = 1)
        public void first(Long event) {
            handled.add("first " + event);
            if (event == 1) {
                bus.publish(2L);
            }
        }

        @Handler
        public void second(Long event) {
            handled.add("second " + event);
        }
    }

    @Test
    void listenersAreHeldByWeakReferences() {
        WeakReference<Object> listener = new WeakReference<>(subscribed());

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (listener.get() != null) {
                System.gc();
            }
        });
    }

    private Object subscribed() {
        Object listener = new Failing();
        bus.subscribe(listener);
        return listener;
    }

    @Test
    void aFailureIsGivenToTheErrorHandlersAndTheOthersRun() {
        Failing listener = new Failing();
        bus.subscribe(listener);

        bus.publish("event");

        assertThat(handled).containsExactly("event");
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).getListener()).isSameAs(listener);
    }

    @Test
    void withoutAnErrorHandlerAFailureIsSeenInThePublicationAlone() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream announced = new ByteArrayOutputStream();
        Failing listener = new Failing();
        IMessagePublication publication;
        try {
            System.setOut(new PrintStream(announced, true, StandardCharsets.UTF_8));
            SyncMessageBus<Object> silent = new SyncMessageBus<>();
            silent.subscribe(listener);
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(System.out);
            publication = silent.publish("event");
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertThat(announced.toString(StandardCharsets.UTF_8)).contains("Falling back to console logger");
        assertThat(printed.size()).isZero();
        assertThat(publication.hasError()).isTrue();
    }

    @Test
    void whatAHandlerPublishesIsDeliveredOnTheSpot() {
        Publishing listener = new Publishing();
        bus.subscribe(listener);

        bus.publish(1L);

        assertThat(handled).containsExactly("first 1", "first 2", "second 2", "second 1");
    }
}
