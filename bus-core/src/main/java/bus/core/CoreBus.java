package bus.core;

import static java.util.Objects.requireNonNull;

import bus.api.Bus;
import bus.api.BusSnapshot;
import bus.api.CallSite;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.EmitScheduler;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Handler;
import bus.api.Registration;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.spi.BusConfiguration;
import bus.api.spi.CompletingHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;

/** The bus as its users see it: checks what it is given and hands it on. */
final class CoreBus implements Bus {

    /** Longer than anybody waits, and short enough to be added to the time. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    static final String REGISTERED = "give the one that was registered";

    private static final String NOT_TO_WAIT = "zero is not to wait at all";

    private final Mailboxes mailboxes;
    private final Registry registry;
    private final Dispatcher dispatcher;
    private final Unhandled unhandled;
    private final Schedule schedule;
    private final Closing closing;
    private final InstantSource clock;
    private final Duration closeLimit;
    private final boolean callSites;

    CoreBus(BusConfiguration configuration) {
        FailureReporter reporter = new FailureReporter(configuration.errorHandler());
        mailboxes = new Mailboxes(
                reporter, new Nesting(configuration.depthLimit()), new Contexts(configuration.contextCarriers()));
        Observers observers = isObserved(configuration) ? Observers.of(configuration, mailboxes) : null;
        unhandled = new Unhandled(configuration.unhandledHook().orElse(null), reporter);
        registry = new Registry(mailboxes, configuration.statistics(), observers);
        dispatcher = new Dispatcher(registry, mailboxes, observers, unhandled, configuration);
        schedule = new Schedule(reporter, mailboxes.threads());
        closing = new Closing(
                schedule,
                new Runnable() { // a lambda would be the only one of a start, and costs more
                    @Override
                    public void run() {
                        registry.close();
                    }
                },
                mailboxes,
                observers);
        clock = configuration.clock();
        closeLimit = configuration.closeLimit();
        callSites = configuration.callSites();
    }

    /** Asked here, so that the start of a bus nobody observes does not load what would tell observers. */
    private static boolean isObserved(BusConfiguration configuration) {
        return !configuration.observers().isEmpty()
                || configuration.slowHandlerThreshold().isPresent();
    }

    @Override
    public void registerTopics(String... names) {
        requireElements(names, "names");
        List<Topic<?>> topics = new ArrayList<>(names.length);
        for (String name : names) {
            topics.add(Topic.of(name, Object.class));
        }
        registry.registerTopics(topics);
    }

    @Override
    public void registerTopics(Topic<?>... topics) {
        requireElements(topics, "topics");
        registry.registerTopics(List.of(topics));
    }

    @Override
    public void deregisterTopics(String... names) {
        requireElements(names, "names");
        for (String name : names) {
            requireText("topic", name, REGISTERED);
        }
        registry.deregisterTopics(names);
    }

    @Override
    public <T> Registration registerHandler(
            String key, TopicMatcher<T> on, Delivery<? super T> how, Handler<? super T> handler) {
        requireText("key", key, "give the handler a name of its own");
        requireNonNull(on, "on must not be null");
        requireNonNull(how, "how must not be null");
        requireNonNull(handler, "handler must not be null");
        if (handler instanceof CompletingHandler<?> && !how.isAsync()) {
            throw new IllegalArgumentException("handler that is done later must have a mailbox: key=\"" + key
                    + "\", delivery=" + how + "; register it with Delivery.async()");
        }
        if (handler instanceof CompletingHandler<?> completing && completing.maxInFlight() < 1) {
            throw new IllegalArgumentException("handler that is done later must take an event at a time: key=\"" + key
                    + "\", maxInFlight=" + completing.maxInFlight() + "; return 1 or more, or use Handler.completing");
        }
        return registry.registerHandler(key, on, how, handler, callSite());
    }

    @Override
    public <T> Flow.Publisher<Event<T>> publisher(String key, TopicMatcher<T> on, Delivery<? super T> how) {
        requireText("key", key, "give the publisher a name of its own");
        requireNonNull(on, "on must not be null");
        requireNonNull(how, "how must not be null");
        if (!how.isAsync() || how.order() != Delivery.Order.ORDERED) {
            throw new IllegalArgumentException("publisher must deliver in order from a mailbox: key=\"" + key
                    + "\", delivery=" + how + "; use Delivery.async()");
        }
        return new TopicPublisher<>(key, on, how, callSite(), registry);
    }

    private CallSite callSite() {
        return callSites ? CallSites.ofCaller() : CallSite.unknown();
    }

    @Override
    public boolean deregisterHandler(String key) {
        return registry.deregisterHandler(requireText("key", key, REGISTERED));
    }

    @Override
    public Set<String> topics() {
        return registry.topics();
    }

    @Override
    public Set<String> handlerKeys() {
        return registry.handlerKeys();
    }

    @Override
    public List<String> topicHandlerKeys(String topic) {
        return registry.topicHandlerKeys(requireText("topic", topic, REGISTERED));
    }

    @Override
    public Set<String> handlerTopicSubscriptions(String key) {
        return registry.handlerTopicSubscriptions(requireText("key", key, REGISTERED));
    }

    @Override
    public <T> Event<T> emit(Topic<T> topic, T data, EmitOptions options) {
        return dispatcher.emit(requireNonNull(topic, "topic must not be null").name(), data, options);
    }

    @Override
    public Event<Object> emit(String topic, Object data, EmitOptions options) {
        return dispatcher.emit(requireNonNull(topic, "topic must not be null"), data, options);
    }

    @Override
    public <T> CompletableFuture<Event<T>> emitTracked(Topic<T> topic, T data, EmitOptions options) {
        return dispatcher.emitTracked(
                requireNonNull(topic, "topic must not be null").name(), data, options);
    }

    @Override
    public CompletableFuture<Event<Object>> emitTracked(String topic, Object data, EmitOptions options) {
        return dispatcher.emitTracked(requireNonNull(topic, "topic must not be null"), data, options);
    }

    @Override
    public <T> Emitter<T> emitter(Topic<T> topic) {
        return new TopicEmitter<>(requireNonNull(topic, "topic must not be null"), dispatcher);
    }

    @Override
    public EmitScheduler scheduler(ScheduledExecutorService executor) {
        return new Scheduler(requireNonNull(executor, "executor must not be null"), schedule, dispatcher, clock);
    }

    @Override
    public boolean isClosed() {
        return registry.isClosed();
    }

    @Override
    public void close() {
        close(closeLimit);
    }

    @Override
    public CloseReport close(Duration limit) {
        return closing.close(nanos("limit", limit, NOT_TO_WAIT));
    }

    @Override
    public boolean awaitIdle(Duration limit) throws InterruptedException {
        long nanos = nanos("limit", limit, NOT_TO_WAIT);
        if (mailboxes.nesting().isInside()) {
            throw new IllegalStateException("bus must be waited for outside of its handlers: limit=" + limit
                    + "; a handler that waits is itself what is waited for, use emitTracked and what depends on it");
        }
        return mailboxes.awaitIdle(nanos);
    }

    static long nanos(String name, Duration value, String wayOut) {
        if (requireNonNull(value, name + " must not be null").isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative: " + name + "=" + value + "; " + wayOut);
        }
        return value.compareTo(FOREVER) < 0 ? value.toNanos() : FOREVER.toNanos();
    }

    @Override
    public BusSnapshot snapshot() {
        return registry.snapshot(schedule, unhandled.count());
    }

    @Override
    public String toString() {
        return "Bus[topics=" + registry.topics().size() + ", handlers="
                + registry.handlerKeys().size() + (isClosed() ? ", closed]" : "]");
    }

    private static void requireElements(Object[] elements, String name) {
        requireNonNull(elements, name + " must not be null");
        for (int i = 0; i < elements.length; i++) {
            if (elements[i] == null) {
                throw new NullPointerException(name + "[" + i + "] must not be null");
            }
        }
    }

    static String requireText(String name, String value, String wayOut) {
        if (requireNonNull(value, name + " must not be null").isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank: " + name + "=\"" + value + "\"; " + wayOut);
        }
        return value;
    }
}
