package bus.stress;

import bus.api.Bus;
import bus.api.Event;
import bus.api.Topic;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A reactive consumer of small numbers, which writes them down one behind the other as the digits of one number. It
 * does so in a plain field, so that one is lost if two come at a time.
 */
final class Digits implements Flow.Subscriber<Event<Integer>> {

    static final Topic<Integer> X = Topic.of("x", Integer.class);

    /** The key of its handler. */
    static final String KEY = "digits/1";

    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private int digits;

    /** Returns a consumer of the events of a bus, which has requested none yet. */
    static Digits of(Bus bus) {
        Digits digits = new Digits();
        bus.registerTopics(X);
        bus.publisher("digits", X, Buses.ASYNC).subscribe(digits);
        return digits;
    }

    Flow.Subscription subscription() {
        if (subscription == null) {
            throw new IllegalStateException("publisher must give a subscription");
        }
        return subscription;
    }

    int digits() {
        return digits;
    }

    /** Completes with the digits that it had when it was told of the end. */
    CompletableFuture<Integer> ended() {
        return ended;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public void onNext(Event<Integer> event) {
        digits = digits * 10 + event.data();
    }

    @Override
    public void onError(Throwable thrown) {
        ended.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        ended.complete(digits);
    }
}
