package bus.stress;

import bus.api.Event;
import bus.api.Handler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** A reactive consumer that requests its events in small portions, on whatever thread has time. */
final class SoakConsumer implements Flow.Subscriber<Event<Tick>> {

    private static final int PORTION = 10;

    final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Executor threads;
    private final SoakCounts counts;
    private final Handler<Tick> handler;

    private final AtomicLong requested = new AtomicLong();
    private Flow.Subscription subscription;
    private long received;

    SoakConsumer(String key, Executor threads, SoakCounts counts) {
        this.threads = threads;
        this.counts = counts;
        handler = counts.counting(key, event -> SoakContext.check(counts, event));
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        request();
    }

    private void request() {
        requested.addAndGet(PORTION);
        subscription.request(PORTION);
    }

    @Override
    public void onNext(Event<Tick> event) {
        received++;
        if (received > requested.get()) {
            counts.wrong("more events than were requested");
        }
        try {
            handler.handle(event);
        } catch (Exception e) {
            throw new IllegalStateException("it only counts", e);
        }
        if (received % PORTION == 0) {
            threads.execute(this::request);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        ended.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }
}
