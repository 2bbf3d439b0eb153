package bus.core;

import bus.api.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes down what it is told, in plain fields: signals come one after the other, and the last before it has ended. */
class Recorder implements Flow.Subscriber<Event<Object>> {

    static final String COMPLETE = "complete";

    final List<Object> told = new ArrayList<>();
    final CompletableFuture<Object> ended = new CompletableFuture<>();
    Flow.@Nullable Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public void onNext(Event<Object> event) {
        told.add(event.data());
    }

    @Override
    public void onError(Throwable thrown) {
        end(thrown);
    }

    @Override
    public void onComplete() {
        end(COMPLETE);
    }

    private void end(Object last) {
        told.add(last);
        ended.complete(last);
    }

    void request(long events) {
        subscription.request(events);
    }

    Object end() throws Exception {
        return ended.get(50, TimeUnit.SECONDS);
    }

    /** Does something with its subscription each time it gets an event. */
    static final class Acting extends Recorder {

        private final Consumer<Flow.Subscription> act;

        Acting(Consumer<Flow.Subscription> act) {
            this.act = act;
        }

        @Override
        public void onNext(Event<Object> event) {
            super.onNext(event);
            act.accept(subscription);
        }
    }

    /** Does something with its subscription as it gets it. */
    static final class Eager extends Recorder {

        private final Consumer<Flow.Subscription> act;

        Eager(Consumer<Flow.Subscription> act) {
            this.act = act;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(subscription);
            act.accept(subscription);
        }
    }
}
