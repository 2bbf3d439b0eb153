package bus.api;

import bus.api.spi.BusConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;

/** A bus that can do nothing but show how it was to be made. Public for the providers, which stand outside. */
public final class StubBus implements Bus {

    private final String madeBy;
    private final BusConfiguration configuration;

    /**
     * Makes a bus.
     *
     * @param madeBy the class of its provider
     * @param configuration how it was to be made
     */
    public StubBus(String madeBy, BusConfiguration configuration) {
        this.madeBy = madeBy;
        this.configuration = configuration;
    }

    String madeBy() {
        return madeBy;
    }

    BusConfiguration configuration() {
        return configuration;
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("a stub");
    }

    @Override
    public void registerTopics(String... names) {
        throw unsupported();
    }

    @Override
    public void registerTopics(Topic<?>... topics) {
        throw unsupported();
    }

    @Override
    public void deregisterTopics(String... names) {
        throw unsupported();
    }

    @Override
    public <T> Registration registerHandler(
            String key, TopicMatcher<T> on, Delivery<? super T> how, Handler<? super T> handler) {
        throw unsupported();
    }

    @Override
    public <T> Flow.Publisher<Event<T>> publisher(String key, TopicMatcher<T> on, Delivery<? super T> how) {
        throw unsupported();
    }

    @Override
    public boolean deregisterHandler(String key) {
        throw unsupported();
    }

    @Override
    public Set<String> topics() {
        throw unsupported();
    }

    @Override
    public Set<String> handlerKeys() {
        throw unsupported();
    }

    @Override
    public List<String> topicHandlerKeys(String topic) {
        throw unsupported();
    }

    @Override
    public Set<String> handlerTopicSubscriptions(String key) {
        throw unsupported();
    }

    @Override
    public <T> Event<T> emit(Topic<T> topic, T data, EmitOptions options) {
        throw unsupported();
    }

    @Override
    public Event<Object> emit(String topic, Object data, EmitOptions options) {
        throw unsupported();
    }

    @Override
    public <T> CompletableFuture<Event<T>> emitTracked(Topic<T> topic, T data, EmitOptions options) {
        throw unsupported();
    }

    @Override
    public CompletableFuture<Event<Object>> emitTracked(String topic, Object data, EmitOptions options) {
        throw unsupported();
    }

    @Override
    public boolean awaitIdle(Duration limit) {
        throw unsupported();
    }

    @Override
    public BusSnapshot snapshot() {
        throw unsupported();
    }

    @Override
    public CloseReport close(Duration limit) {
        throw unsupported();
    }

    @Override
    public <T> Emitter<T> emitter(Topic<T> topic) {
        throw unsupported();
    }

    @Override
    public EmitScheduler scheduler(ScheduledExecutorService executor) {
        throw unsupported();
    }

    @Override
    public boolean isClosed() {
        throw unsupported();
    }

    @Override
    public void close() {
        throw unsupported();
    }
}
