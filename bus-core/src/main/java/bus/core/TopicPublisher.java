package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.TopicMatcher;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A view of topics for reactive consumers: registers a handler for each of them. */
final class TopicPublisher<T> implements Flow.Publisher<Event<T>> {

    private final String key;
    private final TopicMatcher<T> on;
    private final Delivery<? super T> how;
    private final CallSite madeAt;
    private final Registry registry;
    private final AtomicLong subscribed = new AtomicLong();

    TopicPublisher(String key, TopicMatcher<T> on, Delivery<? super T> how, CallSite madeAt, Registry registry) {
        this.key = key;
        this.on = on;
        this.how = how;
        this.madeAt = madeAt;
        this.registry = registry;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Event<T>> subscriber) {
        requireNonNull(subscriber, "subscriber must not be null");
        String numbered = key + "/" + subscribed.incrementAndGet();
        TopicSubscription<T> subscription =
                new TopicSubscription<>(numbered, subscriber, registry.mailboxes.reporter());
        subscription.begin(() -> registry.registerHandler(numbered, on, how, subscription, madeAt));
    }

    @Override
    public String toString() {
        return "Publisher[" + key + ", " + on + ", " + how + "]";
    }
}
