package bus.core;

import bus.api.Handler;
import bus.api.Registration;
import bus.api.TopicMatcher;
import java.util.HashSet;
import java.util.Set;

/** One handler, registered under its key: what topics hold to call, and users to end it. */
final class Subscriber implements Registration {

    /**
     * The place of a key in the order of registration. A handler that replaces another one under the same key takes its
     * place over, so that ending the key also ends the earlier handler for an emit that began with it.
     */
    static final class Slot {

        final long number;

        /**
         * Written by the thread that deregisters, before it swaps the arrays of the topics. A thread that deregisters
         * inside a handler sees its own write, which is all that the contract asks; volatile makes an emit under way on
         * another thread see it soon.
         */
        volatile boolean deregistered;

        Slot(long number) {
            this.number = number;
        }
    }

    final String key;
    final TopicMatcher<?> on;
    final Handler<Object> handler;
    final Slot slot;

    /** The topics whose arrays hold this subscriber. Guarded by the lock of the registry. */
    final Set<RegisteredTopic> topics = new HashSet<>();

    private final Registry registry;

    /** The payload type of every topic is checked against that of the matcher before a handler gets its events. */
    @SuppressWarnings("unchecked")
    Subscriber(String key, TopicMatcher<?> on, Handler<?> handler, Slot slot, Registry registry) {
        this.key = key;
        this.on = on;
        this.handler = (Handler<Object>) handler;
        this.slot = slot;
        this.registry = registry;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void close() {
        registry.deregister(this);
    }

    @Override
    public String toString() {
        return "Registration[" + key + ", " + on + "]";
    }
}
