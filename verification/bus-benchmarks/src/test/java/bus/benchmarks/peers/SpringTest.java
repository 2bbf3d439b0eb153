package bus.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.EventListener;

/** What the page that compares says of the events of Spring, tried on them. */
class SpringTest {

    private final List<Object> handled = new ArrayList<>();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** Listens to what an event is. */
    static class General {

        private final List<Object> handled = new ArrayList<>();

        @EventListener
        void on(CharSequence event) {
            handled.add("interface");
        }

        @EventListener({String.class, Integer.class})
        void on() {
            handled.add("one of two classes");
        }

        @EventListener
        Long answer(Integer event) {
            return 3L;
        }

        @EventListener
        void on(Long event) {
            handled.add(event);
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void aFailureReachesThePublisherAndTheRemainingListenersAreNotCalled() {
        for (int i = 0; i < 2; i++) {
            context.addApplicationListener(ApplicationListener.forPayload((String event) -> {
                handled.add(event);
                throw new IllegalStateException(event);
            }));
        }
        context.refresh();

        assertThatThrownBy(() -> context.publishEvent("event")).isInstanceOf(IllegalStateException.class);

        assertThat(handled).containsExactly("event");
    }

    @Test
    void whatAListenerPublishesIsDeliveredOnTheSpot() {
        for (String name : List.of("a", "b")) {
            context.addApplicationListener(ApplicationListener.forPayload((Long event) -> {
                handled.add(event);
                if (event == 1 && handled.size() == 1) {
                    context.publishEvent(2L);
                    handled.add(name + " is back");
                }
            }));
        }
        context.refresh();

        context.publishEvent(1L);

        assertThat(handled).startsWith(1L, 2L, 2L).endsWith(1L).hasSize(5);
    }

    @Test
    void aListenerMayBeOfAnInterfaceOrOfSeveralClassesAndItsResultIsAnEvent() {
        context.register(General.class);
        context.refresh();

        context.publishEvent("event");
        context.publishEvent(1);

        assertThat(context.getBean(General.class).handled)
                .containsExactlyInAnyOrder("interface", "one of two classes", "one of two classes", 3L);
    }
}
