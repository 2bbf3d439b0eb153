package bus.core;

import bus.api.BusClosedException;
import bus.api.BusSnapshot;
import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.Handler;
import bus.api.HandlerSnapshot;
import bus.api.PayloadTypeException;
import bus.api.Registration;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.TopicSnapshot;
import bus.api.UnknownTopicException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Knows the topics and the handlers, and brings the two together whenever one is registered.
 *
 * <p>Everything that changes is changed under one lock, after all checks have passed; under it matchers run, but no
 * handler. Emits look topics up without it.
 */
final class Registry {

    final Mailboxes mailboxes;
    final boolean statistics;

    /** Null if there are none. */
    private final @Nullable Observers observers;

    private final Lock lock = new ReentrantLock();

    /** Written under the lock, read without it: a put happens-before the get that finds its topic. */
    private final Map<String, RegisteredTopic> topics = new ConcurrentHashMap<>();

    /** The same topics. Guarded by the lock. */
    private final RegistrationOrder<RegisteredTopic> topicOrder = new RegistrationOrder<>();

    /** By their keys. Guarded by the lock. */
    private final Map<String, Subscriber> subscribers = new HashMap<>();

    /** The same subscribers. Guarded by the lock. */
    private final RegistrationOrder<Subscriber> order = new RegistrationOrder<>();

    /** Of the topic that came last: the next one shares it if it has the same. Guarded by the lock. */
    private Recipients recent = Recipients.NOBODY;

    /** The next place in the order of handlers. Guarded by the lock. */
    private long next;

    /** Written under the lock, and volatile for the emits: one that begins after {@code close} returned sees it. */
    private volatile boolean closed;

    /**
     * Events of all handlers are counted also for observers, which see each handler as one that needs more than a call.
     */
    Registry(Mailboxes mailboxes, boolean statistics, @Nullable Observers observers) {
        this.mailboxes = mailboxes;
        this.statistics = statistics || observers != null;
        this.observers = observers;
    }

    void registerTopics(List<Topic<?>> added) {
        lock.lock();
        try {
            requireOpen("topics", added);
            Map<String, RegisteredTopic> accepted = new LinkedHashMap<>();
            for (Topic<?> topic : added) {
                RegisteredTopic known = topics.getOrDefault(topic.name(), accepted.get(topic.name()));
                if (known == null) {
                    accepted.put(topic.name(), new RegisteredTopic(topic, matching(topic)));
                } else if (known.payload() != topic.payload()) {
                    throw new PayloadTypeException("topic must not be registered with two payload types: topic=\""
                            + topic.name() + "\", payload=" + topic.payload().getName() + ", registered="
                            + known.payload().getName() + "; use the same Topic everywhere");
                }
            }
            topics.putAll(accepted);
            for (RegisteredTopic topic : accepted.values()) {
                topicOrder.add(topic);
            }
            if (observers != null && !accepted.isEmpty()) {
                observers.topicsRegistered(topics(accepted.values()));
            }
        } finally {
            lock.unlock();
        }
        tellObservers();
    }

    private static List<Topic<?>> topics(Collection<RegisteredTopic> registered) {
        List<Topic<?>> topics = new ArrayList<>(registered.size());
        for (RegisteredTopic topic : registered) {
            topics.add(Topic.of(topic.name, topic.payload()));
        }
        return Collections.unmodifiableList(topics);
    }

    private void tellObservers() {
        if (observers != null) {
            observers.tellAnnounced();
        }
    }

    private Recipients matching(Topic<?> topic) {
        List<Subscriber> matching = new ArrayList<>();
        for (Subscriber subscriber : order) {
            if (subscriber.on.matches(topic.name())) {
                requireFit(subscriber.key, subscriber.on, topic.name(), topic.payload());
                matching.add(subscriber);
            }
        }
        recent = recent.orOf(matching);
        return recent;
    }

    void deregisterTopics(String... names) {
        lock.lock();
        try {
            List<RegisteredTopic> removed = new ArrayList<>();
            for (String name : names) {
                RegisteredTopic topic = topics.remove(name);
                if (topic != null) {
                    topicOrder.remove(topic);
                    topic.leave(); // after it is not to be found any more, so that nobody finds it again
                    removed.add(topic);
                }
            }
            if (observers != null && !removed.isEmpty()) {
                observers.topicsDeregistered(topics(removed));
            }
        } finally {
            lock.unlock();
        }
        tellObservers();
    }

    Registration registerHandler(
            String key, TopicMatcher<?> on, Delivery<?> how, Handler<?> handler, CallSite registeredAt) {
        Subscriber earlier;
        Subscriber subscriber;
        lock.lock();
        try {
            requireOpen("key", key);
            List<RegisteredTopic> matched = matched(key, on);
            earlier = subscribers.get(key);
            Subscriber.Slot slot = earlier == null ? new Subscriber.Slot(next++) : earlier.slot;
            subscriber = new Subscriber(key, on, how, handler, registeredAt, earlier, slot, this);
            slot.current = subscriber;
            RegisteredTopic.put(matched, subscriber);
            subscribers.put(key, subscriber);
            if (earlier == null) {
                order.add(subscriber);
            } else {
                order.replace(earlier, subscriber);
                forget(earlier); // on the topics that the new one is not on
                if (earlier.intake != null) { // else it is not held back, and may be at work already
                    earlier.successor = subscriber.intake;
                }
            }
            if (observers != null) {
                observers.handlerRegistered(subscriber, earlier);
            }
        } finally {
            lock.unlock();
        }
        tellObservers();
        if (earlier != null) {
            earlier.leave();
        }
        return subscriber;
    }

    /**
     * Returns the topics that may be matched: one look-up for a matcher of one topic, however many topics there are.
     */
    private Iterable<RegisteredTopic> candidates(TopicMatcher<?> on) {
        if (on instanceof Topic<?> topic) {
            RegisteredTopic named = topics.get(topic.name());
            return named == null ? List.of() : List.of(named);
        }
        return topicOrder;
    }

    private List<RegisteredTopic> matched(String key, TopicMatcher<?> on) {
        List<RegisteredTopic> matched = new ArrayList<>();
        candidates(on).forEach(topic -> {
            if (on.matches(topic.name)) {
                requireFit(key, on, topic.name, topic.payload());
                matched.add(topic);
            }
        });
        return matched;
    }

    boolean deregisterHandler(String key) {
        return deregister(key, null);
    }

    /** Without effect on one that has been replaced or deregistered. */
    boolean deregister(Subscriber subscriber) {
        return deregister(subscriber.key, subscriber);
    }

    /** Deregisters the one that is given, or whichever has the key. */
    private boolean deregister(String key, @Nullable Subscriber given) {
        Subscriber subscriber;
        lock.lock();
        try {
            subscriber = subscribers.get(key);
            if (subscriber == null || given != null && given != subscriber) {
                return false;
            }
            subscribers.remove(key);
            order.remove(subscriber);
            subscriber.slot.deregistered = true;
            subscriber.slot.current = null;
            forget(subscriber);
            if (observers != null) {
                observers.handlerDeregistered(subscriber);
            }
        } finally {
            lock.unlock();
        }
        tellObservers();
        subscriber.leave();
        return true;
    }

    /**
     * Takes it out of the topics it is on. They are looked for, as its registration has done: a set of them would take
     * memory for each topic of each handler, and make registrations longer.
     */
    private void forget(Subscriber subscriber) {
        RegisteredTopic.remove(candidates(subscriber.on), subscriber);
        recent = Recipients.NOBODY;
    }

    /**
     * With what is pending in a schedule, which is closed before this is: so a bus that is closed has nothing
     * scheduled.
     */
    BusSnapshot snapshot(Schedule schedule, long unhandled) {
        lock.lock();
        try {
            List<TopicSnapshot> described = new ArrayList<>();
            for (RegisteredTopic topic : topicOrder) {
                described.add(new TopicSnapshot(topic.name, topic.payload(), topicHandlerKeys(topic.name)));
            }
            List<HandlerSnapshot> handlers = new ArrayList<>();
            for (Subscriber subscriber : order) {
                handlers.add(subscriber.snapshot());
            }
            return new BusSnapshot(described, handlers, schedule.snapshot(), unhandled, closed);
        } finally {
            lock.unlock();
        }
    }

    /** Finds a topic without a lock, or returns null. */
    @Nullable
    RegisteredTopic find(String name) {
        return topics.get(name);
    }

    /** Finds a topic without a lock, for an emit. */
    RegisteredTopic topic(String name) {
        RegisteredTopic topic = topics.get(name);
        if (topic == null) {
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "topic must not be blank: topic=\"" + name + "\"; give the one that was registered");
            }
            throw new UnknownTopicException(name, () -> ClosestNames.to(name, topics.keySet()));
        }
        return topic;
    }

    Set<String> topics() {
        lock.lock();
        try {
            return names(topicOrder); // all or none of what a call registered
        } finally {
            lock.unlock();
        }
    }

    Set<String> handlerKeys() {
        lock.lock();
        try {
            Set<String> keys = new LinkedHashSet<>();
            for (Subscriber subscriber : order) {
                keys.add(subscriber.key);
            }
            return Collections.unmodifiableSet(keys);
        } finally {
            lock.unlock();
        }
    }

    List<String> topicHandlerKeys(String name) {
        RegisteredTopic topic = topics.get(name);
        Recipients recipients = topic == null ? null : topic.recipients();
        return recipients == null ? List.of() : recipients.keys();
    }

    Set<String> handlerTopicSubscriptions(String key) {
        lock.lock();
        try {
            Subscriber subscriber = subscribers.get(key);
            return subscriber == null ? Set.of() : names(matched(key, subscriber.on));
        } finally {
            lock.unlock();
        }
    }

    private static Set<String> names(Iterable<RegisteredTopic> topics) {
        Set<String> names = new LinkedHashSet<>();
        topics.forEach(topic -> names.add(topic.name));
        return Collections.unmodifiableSet(names);
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen(String name, Object value) {
        if (closed) {
            throw new BusClosedException("bus must be open when something is registered: " + name + "=" + value
                    + "; register before Bus.close, or build another bus");
        }
    }

    /** A handler may expect a supertype of what a topic carries. */
    private static void requireFit(String key, TopicMatcher<?> on, String topic, Class<?> payload) {
        if (!on.payload().isAssignableFrom(payload)) {
            throw new PayloadTypeException("handler must expect the payload type of every topic that it matches: key=\""
                    + key + "\", on=" + on + ", topic=\"" + topic + "\", payload=" + payload.getName()
                    + "; narrow the matcher or change one of the types");
        }
    }
}
