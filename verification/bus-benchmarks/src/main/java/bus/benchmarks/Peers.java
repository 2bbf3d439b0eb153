package bus.benchmarks;

import org.greenrobot.eventbus.Subscribe;
import org.greenrobot.eventbus.ThreadMode;

/** The handlers of peers that find them by annotations, which have to be public. */
public final class Peers {

    private Peers() {}

    /**
     * A handler for Guava.
     *
     * @param load what it tells
     */
    public record GuavaHandler(Load load) {

        /**
         * Handles an event.
         *
         * @param data the event
         */
        @com.google.common.eventbus.Subscribe
        public void handle(String data) {
            load.taken();
        }
    }

    /**
     * A handler for greenrobot, of which several calls may overlap.
     *
     * @param load what it tells
     */
    public record GreenrobotHandler(Load load) {

        /**
         * Handles an event.
         *
         * @param data the event
         */
        @Subscribe(threadMode = ThreadMode.ASYNC)
        public void handle(String data) {
            synchronized (load) {
                load.taken();
            }
        }
    }
}
