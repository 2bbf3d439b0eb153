package bus.benchmarks;

import com.google.common.eventbus.AllowConcurrentEvents;
import java.util.ArrayList;
import java.util.List;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import org.greenrobot.eventbus.Subscribe;

/**
 * Handlers for the peers that find them by annotations, Guava, greenrobot and MBassador. They have to be public.
 * Several threads may be in one at once, as in a handler of the bus.
 */
public final class AnnotatedHandlers {

    private AnnotatedHandlers() {}

    /** Makes handlers of three classes in turn. */
    static List<Object> of(int count) {
        List<Object> handlers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            handlers.add(
                    switch (i % 3) {
                        case 0 -> new First(-i);
                        case 1 -> new Second(-i);
                        default -> new Third(-i);
                    });
        }
        return handlers;
    }

    /** The first of three classes that do the same. */
    @Listener(references = References.Strong)
    public static final class First {

        private final long least;

        First(long least) {
            this.least = least;
        }

        /**
         * Handles an order.
         *
         * @param order the order
         */
        @com.google.common.eventbus.Subscribe
        @AllowConcurrentEvents
        @Subscribe
        @Handler
        public void handle(Order order) {
            order.check(least);
        }
    }

    /** The second of three classes that do the same. */
    @Listener(references = References.Strong)
    public static final class Second {

        private final long least;

        Second(long least) {
            this.least = least;
        }

        /**
         * Handles an order.
         *
         * @param order the order
         */
        @com.google.common.eventbus.Subscribe
        @AllowConcurrentEvents
        @Subscribe
        @Handler
        public void handle(Order order) {
            order.check(least);
        }
    }

    /** The third of three classes that do the same. */
    @Listener(references = References.Strong)
    public static final class Third {

        private final long least;

        Third(long least) {
            this.least = least;
        }

        /**
         * Handles an order.
         *
         * @param order the order
         */
        @com.google.common.eventbus.Subscribe
        @AllowConcurrentEvents
        @Subscribe
        @Handler
        public void handle(Order order) {
            order.check(least);
        }
    }
}
