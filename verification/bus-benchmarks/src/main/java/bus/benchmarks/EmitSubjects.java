package bus.benchmarks;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.Emitter;
import bus.api.Event;
import bus.api.Handler;
import bus.api.Topic;
import com.google.common.eventbus.EventBus;
import java.time.Instant;
import java.util.function.Consumer;
import net.engio.mbassy.bus.SyncMessageBus;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import reactor.core.publisher.Sinks;

/**
 * Who emits in {@link EmitBenchmark}, each with its handlers. No field is final, so that none is a constant to the
 * compiler.
 */
public final class EmitSubjects {

    private EmitSubjects() {}

    /** What is emitted. */
    @State(Scope.Benchmark)
    public static class Given {

        /** How many handlers there are. */
        @Param({"1", "10", "100"})
        public int handlers;

        String topic = "order.placed";
        Order order = new Order(1);
        String id = "0123456789abcdef";
        String txId = "fedcba9876543210";
        long time = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

        private EmitOptions options() {
            return EmitOptions.none().withId(id).withTxId(txId).withOccurredAt(Instant.ofEpochMilli(time));
        }
    }

    /** The limits. */
    @State(Scope.Benchmark)
    public static class HandWritten {

        Handler<Order>[] handlers = Handlers.of(0);
        HandWrittenBus bus = new HandWrittenBus("", handlers);

        /**
         * Adds the handlers.
         *
         * @param given how many
         */
        @Setup
        public void connect(Given given) {
            handlers = Handlers.of(given.handlers);
            bus = new HandWrittenBus(given.topic, handlers);
        }
    }

    /** This bus. */
    @State(Scope.Benchmark)
    public static class Ours {

        Bus bus = Bus.builder().idGenerator("snowflake").build();
        Emitter<Order> emitter = bus.emitter(Topic.of("replaced", Order.class));
        EmitOptions options = EmitOptions.none();

        /**
         * Adds the handlers.
         *
         * @param given how many
         */
        @Setup
        public void connect(Given given) {
            Topic<Order> topic = Topic.of(given.topic, Order.class);
            bus.registerTopics(topic);
            Handler<Order>[] handlers = Handlers.of(given.handlers);
            for (int i = 0; i < handlers.length; i++) {
                bus.registerHandler("handler " + i, topic, handlers[i]);
            }
            emitter = bus.emitter(topic);
            options = given.options();
        }

        /** Closes the bus. */
        @TearDown
        public void close() {
            bus.close();
        }
    }

    /** An event of this bus, and no bus to deliver it. */
    @State(Scope.Benchmark)
    public static class Loop {

        Handler<Order>[] handlers = Handlers.of(0);
        Event<Order> event =
                Event.builder(Topic.of("replaced", Order.class), new Order(0)).build();

        /**
         * Makes the handlers, and lets a bus without any make the event.
         *
         * @param given how many, and of what
         */
        @Setup
        public void connect(Given given) {
            handlers = Handlers.of(given.handlers);
            try (Bus bus = Bus.builder().idGenerator("snowflake").build()) {
                Topic<Order> topic = Topic.of(given.topic, Order.class);
                bus.registerTopics(topic);
                event = bus.emit(topic, given.order, given.options());
            }
        }
    }

    /** Guava. */
    @State(Scope.Benchmark)
    public static class Guava {

        EventBus bus = new EventBus();

        /**
         * Adds the handlers.
         *
         * @param given how many
         */
        @Setup
        public void connect(Given given) {
            AnnotatedHandlers.of(given.handlers).forEach(bus::register);
        }
    }

    /** The event bus of greenrobot. */
    @State(Scope.Benchmark)
    public static class Greenrobot {

        org.greenrobot.eventbus.EventBus bus = new org.greenrobot.eventbus.EventBus();

        /**
         * Adds the handlers.
         *
         * @param given how many
         */
        @Setup
        public void connect(Given given) {
            AnnotatedHandlers.of(given.handlers).forEach(bus::register);
        }
    }

    /** MBassador, in the variant that has no threads. */
    @State(Scope.Benchmark)
    public static class MBassador {

        SyncMessageBus<Order> bus = new SyncMessageBus<>(error -> {
            throw new IllegalStateException(error.toString(), error.getCause());
        });

        /**
         * Adds the handlers.
         *
         * @param given how many
         */
        @Setup
        public void connect(Given given) {
            AnnotatedHandlers.of(given.handlers).forEach(bus::subscribe);
        }
    }

    /** The multicaster of Spring. */
    @State(Scope.Benchmark)
    public static class Spring {

        private static final class OrderEvent extends ApplicationEvent {

            private final transient Order order;

            OrderEvent(Object source, Order order) {
                super(source);
                this.order = order;
            }
        }

        SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
        ApplicationEvent event = new OrderEvent("", new Order(0));

        /**
         * Adds the handlers.
         *
         * @param given how many
         */
        @Setup
        public void connect(Given given) {
            for (int i = 0; i < given.handlers; i++) {
                int least = -i;
                ApplicationListener<OrderEvent> listener = switch (i % 3) {
                    case 0 -> event -> event.order.check(least);
                    case 1 -> event -> event.order.check(least);
                    default -> event -> event.order.check(least);
                };
                multicaster.addApplicationListener(listener);
            }
            event = new OrderEvent(given.topic, given.order);
        }
    }

    /** A sink of Reactor. */
    @State(Scope.Benchmark)
    public static class Reactor {

        Sinks.Many<Order> sink = Sinks.many().multicast().directBestEffort();

        /**
         * Adds the handlers.
         *
         * @param given how many
         */
        @Setup
        public void connect(Given given) {
            for (int i = 0; i < given.handlers; i++) {
                int least = -i;
                Consumer<Order> handler = switch (i % 3) {
                    case 0 -> order -> order.check(least);
                    case 1 -> order -> order.check(least);
                    default -> order -> order.check(least);
                };
                sink.asFlux().subscribe(handler);
            }
        }
    }
}
