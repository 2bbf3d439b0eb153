package bus.api;

import bus.api.spi.BusObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * A message bus inside one process: events are emitted to named topics, and handlers whose matcher accepts the topic
 * are called with them.
 *
 * <pre>{@code
 * Topic<String> created = Topic.of("order.created", String.class);
 * TopicMatcher<Object> orders = TopicMatcher.wildcard("order.*");
 * try (Bus bus = Bus.create()) {
 *     bus.registerTopics(created);
 *     bus.registerHandler("stock", created, event -> System.out.println("reserve " + event.data()));
 *     bus.registerHandler("log", orders, Delivery.async(), event -> System.out.println("log " + event.topic()));
 *     bus.emitTracked(created, "three apples").get();
 *     // prints reserve three apples
 *     // prints log order.created
 * }
 * }</pre>
 *
 * <p>A topic is registered before anything is emitted to it; topics and handlers may be registered in either order. The
 * handlers of a topic get an event one after the other, in the order in which they were registered: a synchronous one
 * is called on the thread that emits, before {@code emit} returns; one with a {@link Delivery#async mailbox} has
 * accepted the event by then, or its loss has been reported. Every one of them gets it, whatever the ones before it
 * did; what becomes of failures is said by the {@link FailurePolicy}.
 *
 * <p>All methods may be called from any thread at any time, also from inside a handler; none holds a lock while a
 * handler or an {@link ErrorHandler} runs. What a thread did before it registered a handler or emitted an event is
 * visible to the handler that is called, and each call of an ordered asynchronous handler happens-before its next. No
 * argument and no element of an argument may be null: a {@link NullPointerException} names the one that is. A call that
 * throws for a bad argument has changed nothing.
 */
public interface Bus extends AutoCloseable {

    /**
     * Builds a bus of what is found on the path: the only bus and the only id generator there are, or the id generator
     * that the system property {@code bus.idgen} or the environment variable {@code BUS_IDGEN} names.
     *
     * @return a new bus, without topics and handlers
     * @throws ProviderException if there is not exactly one of each, or one of them fails
     * @see Builder#build()
     */
    static Bus create() {
        return builder().build();
    }

    /**
     * Returns a builder for a bus that differs from the one of {@link #create()}.
     *
     * @return a new builder
     */
    static Builder builder() {
        return new BusBuilder();
    }

    /**
     * Registers topics that carry any payload: all of them, or none if one is refused. A topic that is registered
     * already stays as it is.
     *
     * @param names the names of the topics, not blank
     * @throws IllegalArgumentException if a name is blank
     * @throws PayloadTypeException if a topic is registered with a payload type other than {@code Object}
     * @throws BusClosedException if the bus is closed
     */
    void registerTopics(String... names);

    /**
     * Registers topics with their payload types: all of them, or none if one is refused. A topic that is registered
     * with the same payload type already stays as it is.
     *
     * @param topics the topics
     * @throws PayloadTypeException if a topic is registered with another payload type, is given twice with different
     *     ones, or is matched by a registered handler that expects another one
     * @throws BusClosedException if the bus is closed
     */
    void registerTopics(Topic<?>... topics);

    /**
     * Removes topics. Handlers stay registered, and will be called again should a topic come back. A name that is not
     * registered is passed over.
     *
     * @param names the names of the topics, not blank
     * @throws IllegalArgumentException if a name is blank
     */
    void deregisterTopics(String... names);

    /**
     * Registers a handler for all topics that the matcher accepts, those that are registered now and those to come.
     *
     * <p>If the key is in use, the handler replaces the one that was registered under it, takes its place in the order,
     * and the earlier {@link Registration} has no effect any more. An event whose emission is under way meanwhile stays
     * with the earlier handler, if that is synchronous or takes it still.
     *
     * @param <T> the type of the payloads
     * @param key the name of the handler, by which it is reported and deregistered; not blank
     * @param on the topics: a {@link Topic}, or a pattern from {@link TopicMatcher}
     * @param handler what is called with each event
     * @return the handle by which to end it
     * @throws IllegalArgumentException if the key is blank, or the handler is one of {@link Handler#completing}, which
     *     has to have a mailbox
     * @throws PayloadTypeException if a registered topic that is matched carries another payload type
     * @throws BusClosedException if the bus is closed
     */
    default <T> Registration registerHandler(String key, TopicMatcher<T> on, Handler<? super T> handler) {
        return registerHandler(key, on, Delivery.sync(), handler);
    }

    /**
     * Registers a handler that gets its events as the delivery says. Otherwise as {@link #registerHandler(String,
     * TopicMatcher, Handler)}. An asynchronous handler that replaces another one is called first when the mailbox of
     * that one is empty; its own fills up meanwhile. A synchronous one begins at once.
     *
     * @param <T> the type of the payloads
     * @param key the name of the handler, by which it is reported and deregistered; not blank
     * @param on the topics: a {@link Topic}, or a pattern from {@link TopicMatcher}
     * @param how how it gets its events
     * @param handler what is called with each event
     * @return the handle by which to end it
     * @throws IllegalArgumentException if the key is blank, or the handler is one of {@link Handler#completing} and the
     *     delivery is synchronous
     * @throws PayloadTypeException if a registered topic that is matched carries another payload type
     * @throws BusClosedException if the bus is closed
     */
    <T> Registration registerHandler(
            String key, TopicMatcher<T> on, Delivery<? super T> how, Handler<? super T> handler);

    /**
     * Returns a view of topics for reactive consumers, which get events as they request them. Otherwise as
     * {@link #publisher(String, TopicMatcher, Delivery)} with {@link Delivery#async}.
     *
     * @param <T> the type of the payloads
     * @param key the name of its handlers, not blank
     * @param on the topics: a {@link Topic}, or a pattern from {@link TopicMatcher}
     * @return a publisher
     */
    default <T> Flow.Publisher<Event<T>> publisher(String key, TopicMatcher<T> on) {
        return publisher(key, on, Delivery.async());
    }

    /**
     * Returns a view of topics for reactive consumers, which get events as they request them. Each subscription is a
     * handler with a mailbox, registered under the key and a number: {@code key/1}, {@code key/2} and so on. It gets
     * the events of the topics that are emitted from then on. What was not requested yet waits in the mailbox; one that
     * is full deals with further events as its {@link Overflow} says, so that with {@link Overflow#block()} a slow
     * consumer holds the emitting threads back. One that requests nothing keeps what waits for it from being done:
     * {@link #awaitIdle} and {@link #close()} then wait up to their limits. Two publishers need different keys, as
     * their subscriptions would else replace each other.
     *
     * <p>A subscriber is told {@code onComplete} when its handler has ended: the bus was closed, or the handler
     * deregistered or replaced, and the mailbox is empty. What it had not requested at the limit of {@link #close()} is
     * reported to the {@link ErrorHandler}, and it is told {@code onComplete} all the same. It is told {@code onError}
     * if the handler could not be registered, or if it requests a number that is not positive. After it cancelled,
     * events that still wait are passed over and reported as no failure. If it throws, the subscription is cancelled:
     * in {@code onNext} that is a failure of the handler, elsewhere it is logged through {@link System.Logger}.
     *
     * @param <T> the type of the payloads
     * @param key the name of its handlers, not blank
     * @param on the topics: a {@link Topic}, or a pattern from {@link TopicMatcher}
     * @param how how subscribers get their events: asynchronous and ordered
     * @return a publisher, thread-safe, for any number of subscribers
     * @throws IllegalArgumentException if the key is blank, or the delivery is not asynchronous and ordered
     * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm/tree/v1.0.4">Reactive Streams 1.0.4</a>
     */
    <T> Flow.Publisher<Event<T>> publisher(String key, TopicMatcher<T> on, Delivery<? super T> how);

    /**
     * Removes a handler from all topics. An {@code emit} that begins after this method returned does not reach it. One
     * that is under way on this thread does not reach it either, nor what is registered under its key meanwhile; one
     * that is under way on another thread may reach it, once.
     *
     * @param key the key under which the handler was registered, not blank
     * @return whether there was such a handler
     * @throws IllegalArgumentException if the key is blank
     */
    boolean deregisterHandler(String key);

    /**
     * Returns the names of the topics that are registered.
     *
     * @return an unmodifiable copy, in the order of registration
     */
    Set<String> topics();

    /**
     * Returns the keys under which handlers are registered.
     *
     * @return an unmodifiable copy, in the order of registration
     */
    Set<String> handlerKeys();

    /**
     * Returns the keys of the handlers that get the events of a topic.
     *
     * @param topic the name of the topic, not blank
     * @return an unmodifiable copy of the keys in the order of delivery; empty if the topic is not registered
     * @throws IllegalArgumentException if the name is blank
     */
    List<String> topicHandlerKeys(String topic);

    /**
     * Returns the names of the registered topics whose events a handler gets.
     *
     * @param key the key of the handler, not blank
     * @return an unmodifiable copy of the topics' names; empty if there is no such handler
     * @throws IllegalArgumentException if the key is blank
     */
    Set<String> handlerTopicSubscriptions(String key);

    /**
     * Emits an event with an id, a transaction and a time of its own.
     *
     * @param <T> the type of the payload
     * @param topic the topic
     * @param data the payload
     * @return the event that was delivered
     * @throws UnknownTopicException if the topic is not registered
     * @throws PayloadTypeException if the payload is not of the type that the topic was registered with
     * @throws HandlerException if handlers failed and the policy is {@link FailurePolicy#THROW}
     * @throws NestingException if emits are nested deeper than the limit
     * @throws IdGeneratorException if the id generator fails
     * @throws BusClosedException if the bus is closed and this emit is not made inside one of its handlers
     */
    default <T> Event<T> emit(Topic<T> topic, T data) {
        return emit(topic, data, EmitOptions.none());
    }

    /**
     * Emits an event with what the options say: its id, transaction, source, cause, time or headers.
     *
     * @param <T> the type of the payload
     * @param topic the topic
     * @param data the payload
     * @param options what is known of the event already
     * @return the event that was delivered
     * @throws UnknownTopicException if the topic is not registered
     * @throws PayloadTypeException if the payload is not of the type that the topic was registered with
     * @throws HandlerException if handlers failed and the policy is {@link FailurePolicy#THROW}
     * @throws NestingException if emits are nested deeper than the limit
     * @throws IdGeneratorException if the id generator fails
     * @throws BusClosedException if the bus is closed and this emit is not made inside one of its handlers
     */
    <T> Event<T> emit(Topic<T> topic, T data, EmitOptions options);

    /**
     * Emits an event to a topic by its name, with an id, a transaction and a time of its own.
     *
     * @param topic the name of the topic, not blank
     * @param data the payload
     * @return the event that was delivered
     * @throws IllegalArgumentException if the name is blank, or the payload is an {@link EmitOptions}, which is a
     *     forgotten argument
     * @throws BusException as {@link #emit(Topic, Object)}
     */
    default Event<Object> emit(String topic, Object data) {
        return emit(topic, data, EmitOptions.none());
    }

    /**
     * Emits an event to a topic by its name, with what the options say.
     *
     * @param topic the name of the topic, not blank
     * @param data the payload
     * @param options what is known of the event already
     * @return the event that was delivered
     * @throws IllegalArgumentException if the name is blank, or the payload is an {@link EmitOptions}
     * @throws BusException as {@link #emit(Topic, Object, EmitOptions)}
     */
    Event<Object> emit(String topic, Object data, EmitOptions options);

    /**
     * Emits an event once more, to the topic of its name: one that was recorded, or that another bus delivered. Its id,
     * transaction, source, cause, time and headers are kept; neither the id generator nor the clock is asked. To know
     * when it is done, use {@code bus.emitTracked(event.topic(), event.data(), EmitOptions.repeating(event))}.
     *
     * <p>Nobody notices that an event comes back: of two bridges that carry the same topics to and fro, one has to pass
     * over what came through the other, as its source or a header tells.
     *
     * @param <T> the type of the payload
     * @param event the event
     * @return the event that was delivered, which equals the given one
     * @throws IllegalArgumentException if an event of another make breaks a rule of {@link EmitOptions}, as by a blank
     *     id
     * @throws BusException as {@link #emit(String, Object, EmitOptions)}
     * @see EmitOptions#repeating(Event)
     */
    @SuppressWarnings("unchecked") // the payload is the same
    default <T> Event<T> reemit(Event<T> event) {
        EmitOptions again = EmitOptions.repeating(event);
        return (Event<T>) emit(event.topic(), event.data(), again);
    }

    /**
     * Emits an event and tells when it is done. The future completes with the event when its last handler, also an
     * asynchronous one, is done with it. If any failed, or an event was rejected, dropped or not delivered, it
     * completes with a {@link HandlerException} of all that; if emits were ended, with the error that ended them. What
     * depends on it never runs on a thread that handles events.
     *
     * @param <T> the type of the payload
     * @param topic the topic
     * @param data the payload
     * @param options what is known of the event already
     * @return a new future; to complete it oneself has no effect on the event
     * @throws BusException only for what keeps the event from being made, as {@link #emit(Topic, Object, EmitOptions)}
     */
    <T> CompletableFuture<Event<T>> emitTracked(Topic<T> topic, T data, EmitOptions options);

    /**
     * Emits an event with an id, a transaction and a time of its own, and tells when it is done.
     *
     * @param <T> the type of the payload
     * @param topic the topic
     * @param data the payload
     * @return a new future
     * @throws BusException as {@link #emitTracked(Topic, Object, EmitOptions)}
     */
    default <T> CompletableFuture<Event<T>> emitTracked(Topic<T> topic, T data) {
        return emitTracked(topic, data, EmitOptions.none());
    }

    /**
     * Emits an event to a topic by its name with what the options say, and tells when it is done.
     *
     * @param topic the name of the topic, not blank
     * @param data the payload
     * @param options what is known of the event already
     * @return a new future
     * @throws BusException as {@link #emitTracked(Topic, Object, EmitOptions)}
     */
    CompletableFuture<Event<Object>> emitTracked(String topic, Object data, EmitOptions options);

    /**
     * Emits an event to a topic by its name, and tells when it is done.
     *
     * @param topic the name of the topic, not blank
     * @param data the payload
     * @return a new future
     * @throws BusException as {@link #emitTracked(Topic, Object, EmitOptions)}
     */
    default CompletableFuture<Event<Object>> emitTracked(String topic, Object data) {
        return emitTracked(topic, data, EmitOptions.none());
    }

    /**
     * Waits until the mailboxes are empty and their handlers are done. Returns true if that was so at some instant
     * during the call; while others keep emitting there may be none. What runs on emitting threads does not count, nor
     * does what is scheduled. For one event use {@link #emitTracked(Topic, Object)}.
     *
     * @param limit how long to wait at most; not negative
     * @return whether there was such an instant
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if it is called inside a handler of this bus, which would wait for itself
     */
    boolean awaitIdle(Duration limit) throws InterruptedException;

    /**
     * Returns the bus as it is now, to be looked at.
     *
     * @return its topics, its handlers and what has become of their events, and what is scheduled
     */
    BusSnapshot snapshot();

    /**
     * Returns a handle that emits to one topic, to be handed to code that should know no more of the bus. The topic
     * need not be registered yet: {@code emit} checks.
     *
     * @param <T> the type of the payload
     * @param topic the topic
     * @return an emitter that may be shared between threads
     */
    <T> Emitter<T> emitter(Topic<T> topic);

    /**
     * Returns a helper that emits events later, on the threads of an executor. It costs nothing to be made, and what it
     * schedules belongs to the bus: {@link #snapshot()} shows it, and {@link #close()} ends it.
     *
     * @param executor the executor, which is never shut down
     * @return a scheduler that may be shared between threads
     */
    EmitScheduler scheduler(ScheduledExecutorService executor);

    /**
     * Tells whether {@link #close()} was called.
     *
     * @return whether new emits and registrations are refused
     */
    boolean isClosed();

    /**
     * Closes the bus as {@link #close(Duration)} does, within 30 seconds or what {@link Builder#closeLimit closeLimit}
     * says.
     */
    @Override
    void close();

    /**
     * Ends the intake and waits for the mailboxes to become empty. What is scheduled is cancelled first, of which a
     * warning is logged. Emits and registrations that begin afterwards throw, but what is emitted inside a handler is
     * accepted. Mailboxes take events until this method returns; later ones are rejected, which is reported.
     *
     * <p>At the limit the handlers that run on threads of the bus are interrupted once, and every event that still
     * waits, or whose stage has not completed, is reported to the {@link ErrorHandler}. Synchronous handlers under way
     * on other threads are not waited for.
     *
     * <p>Inside a handler it ends the intake and returns, and the mailboxes are emptied meanwhile, within the limit.
     * Closing twice is harmless: a later call waits for the first, up to its own limit. If the thread is interrupted it
     * does not wait any longer, as if the limit were reached, and its flag stays set.
     *
     * @param limit how long to wait at most; not negative
     * @return what was not delivered, and what was scheduled and is not emitted
     */
    CloseReport close(Duration limit);

    /**
     * Sets up a bus. Every method but {@link #build()} changes this builder and returns it. Not thread-safe; may be
     * used for several buses.
     */
    interface Builder {

        /**
         * Takes this generator for the ids of events; no provider is looked up.
         *
         * @param generator a thread-safe generator that never gives the same id twice
         * @return this builder
         */
        Builder idGenerator(IdGenerator generator);

        /**
         * Chooses the id generator by its name, among those on the path and in plugins, before the system property
         * {@code bus.idgen} and the environment variable {@code BUS_IDGEN}.
         *
         * @param name the name of a provider, such as {@code snowflake}; it matches {@code [a-z][a-z0-9]*}
         * @return this builder
         * @throws IllegalArgumentException if the name is blank
         */
        Builder idGenerator(String name);

        /**
         * Sets something for the id generator that is found, before the system property {@code bus.idgen.<name>.<key>}
         * and the environment variable {@code BUS_IDGEN_<NAME>_<KEY>}.
         *
         * @param key the name of the setting in lower case, words joined by hyphens, such as {@code initial-time}
         * @param value the value, not blank
         * @return this builder
         * @throws IllegalArgumentException if the key is malformed or the value is blank
         */
        Builder idGeneratorSetting(String key, String value);

        /**
         * Says what becomes of the failures of handlers. The default is {@link FailurePolicy#THROW}.
         *
         * @param policy the policy
         * @return this builder
         */
        Builder failurePolicy(FailurePolicy policy);

        /**
         * Says who is told of failures that do not leave {@code emit} as an exception. The default logs them through
         * {@link System.Logger}.
         *
         * @param handler a thread-safe error handler
         * @return this builder
         */
        Builder errorHandler(ErrorHandler handler);

        /**
         * Sets how many emits of one thread may stand inside each other. The default is 32.
         *
         * @param limit 1 (no emit inside a handler) to 1,000
         * @return this builder
         * @throws IllegalArgumentException if the limit is out of range
         */
        Builder depthLimit(int limit);

        /**
         * Sets the clock that dates the events, read once per emit. The default is the system clock, read every
         * millisecond and counted on in nanoseconds by {@link System#nanoTime} until then. An emit at a time that does
         * not fit 64 bits of nanoseconds throws a {@link BusException}; an id generator that takes its ids from this
         * time may narrow the range, as the snowflake one does.
         *
         * @param clock a thread-safe clock whose times lie between the years 1678 and 2262
         * @return this builder
         */
        Builder clock(InstantSource clock);

        /**
         * Sets how long {@link Bus#close()} waits at most. The default is 30 seconds.
         *
         * @param limit the limit, not negative
         * @return this builder
         * @throws IllegalArgumentException if the limit is negative
         */
        Builder closeLimit(Duration limit);

        /**
         * Counts also what synchronous handlers handle, for {@link Bus#snapshot()}. The default is not to, as a count
         * that all emitting threads share costs more than the call.
         *
         * @param counted whether to count
         * @return this builder
         */
        Builder statistics(boolean counted);

        /**
         * Carries something from the emitting thread over to asynchronous handlers, such as the context of a log. May
         * be called for several things: they are restored in this order, and undone in the reverse one. The default is
         * to carry nothing.
         *
         * @param carrier a thread-safe carrier
         * @return this builder
         */
        Builder contextCarrier(ContextCarrier carrier);

        /**
         * Notes where in the code each handler is registered, for {@link HandlerSnapshot} and {@link HandlerFailure},
         * and so also for the log. It is the place that calls {@code registerHandler}, or {@code publisher} for the
         * handlers of one. The default is not to, as each registration then walks the stack of its thread; an emit
         * costs the same with it.
         *
         * @param captured whether to note it
         * @return this builder
         */
        Builder callSites(boolean captured);

        /**
         * Adds an observer, which is told of what happens in the bus. May be called for several: they are told in this
         * order, before those that are found.
         *
         * @param observer a thread-safe observer
         * @return this builder
         */
        Builder observer(BusObserver observer);

        /**
         * Says whether observers are looked for on the path and in plugins, each of which is then told of what happens
         * in the bus. The default is to look for them.
         *
         * @param discovered whether to look for them
         * @return this builder
         */
        Builder discoverObservers(boolean discovered);

        /**
         * Has something done with each event that is emitted to a registered topic without a handler, on the emitting
         * thread. What it throws is logged, the first time and then at a falling rate. The default is to do nothing;
         * {@link BusSnapshot#unhandled()} has their number in any case.
         *
         * @param hook what to do, thread-safe
         * @return this builder
         */
        Builder onUnhandled(Consumer<? super Event<?>> hook);

        /**
         * Logs a warning of each handler that takes longer than this for an event, with its key, the topic, the
         * duration and, with {@link #callSites}, the place of its registration: when it is done, and when it has not
         * come back by then, with the stack of its thread. Of many for the same handler it logs the first, the second,
         * the fourth and so on. The default is not to look: to do so costs as much as an observer, and counts as one.
         *
         * @param threshold the duration, positive
         * @return this builder
         * @throws IllegalArgumentException if the threshold is not positive
         */
        Builder slowHandlerThreshold(Duration threshold);

        /**
         * Looks providers up through this class loader, not the one that loaded the API. The last of this method and
         * {@link #moduleLayer} counts.
         *
         * @param loader the class loader
         * @return this builder
         */
        Builder classLoader(ClassLoader loader);

        /**
         * Looks providers up in this module layer and its parents. The last of this method and {@link #classLoader}
         * counts.
         *
         * @param layer the layer
         * @return this builder
         */
        Builder moduleLayer(ModuleLayer layer);

        /**
         * Adds the plugins of a folder. Each file whose name ends in {@code .jar} is one, and each subfolder, with the
         * jars of one plugin directly in it; hidden files and all others are passed over. What they provide stands
         * beside what is on the path: id generators and observers, and never the bus itself. May be called for several
         * folders.
         *
         * <p>Each plugin is loaded by itself, so that two may have different versions of a library: in a module layer
         * of its own where the API is a module, else by a class loader of its own, for which classes of the application
         * come first. One that cannot be used is treated as a broken provider on the path is: {@link #build()} logs a
         * warning of it if another id generator is chosen by its name, and else throws an error that tells of it.
         *
         * <p>The code in the folder is trusted: it runs with all rights of the application, so nobody else may be able
         * to write there.
         *
         * <p>The folder is read by this method, once for all buses of this builder; another builder loads the plugins
         * anew, with static state of their own. Layers and class loaders live as long as the buses and the builder, and
         * are not closed with them: on the class path the jar files stay open.
         *
         * @param folder the folder
         * @return this builder
         * @throws IllegalArgumentException if it does not exist, is no folder, or cannot be read
         */
        Builder plugins(Path folder);

        /**
         * Builds a bus.
         *
         * <p>The first of these that applies gives its id generator: an instance given to this builder; a name given to
         * this builder, else in the system property {@code bus.idgen}, else in the environment variable
         * {@code BUS_IDGEN}; the only provider there is, on the path or in a plugin.
         *
         * @return a new bus, without topics and handlers
         * @throws ProviderException if there is no choice or no single one, a provider or an observer fails, or a
         *     setting is unknown or has a bad value
         */
        Bus build();
    }
}
