package bus.stress;

import bus.api.Bus;
import bus.api.ContextCarrier;
import bus.api.Delivery;
import bus.api.ErrorHandler;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerCounts;
import bus.api.IdGenerator;
import bus.api.spi.BusConfiguration;
import bus.api.spi.BusObserver;
import bus.api.spi.BusProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Buses that are light to make, as every run of the actors has one of its own: their provider is looked up once, not
 * for each of them as {@link Bus#builder()} does, and they can share threads.
 */
final class Buses {

    /** Longer than any run takes, unless it hangs. */
    static final Duration LONG = Duration.ofSeconds(10);

    static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "shared");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * On threads that all buses share: on JDK 17 each bus would start threads of its own, and keep them for a second.
     */
    static final Delivery<Object> ASYNC = Delivery.async().executor(THREADS);

    private static final BusProvider PROVIDER =
            ServiceLoader.load(BusProvider.class).findFirst().orElseThrow();

    private Buses() {}

    /** Makes a bus that reports to nobody: where an event is lost, a result says so. */
    static Bus bus() {
        return bus(failure -> {});
    }

    static Bus bus(ErrorHandler errorHandler) {
        return PROVIDER.create(new Light(errorHandler));
    }

    /** Waits for a moment to come, without giving the processor away, so as to be early. */
    static void spinUntil(BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - begin < LONG.toNanos()) {
            Thread.onSpinWait();
        }
    }

    /** Waits for a bus, and fails if it takes too long. */
    static void awaitIdle(Bus bus) {
        try {
            if (!bus.awaitIdle(LONG)) {
                throw new IllegalStateException("bus must become idle: " + bus.snapshot());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the actors", e);
        }
    }

    /** Returns what has become of the events of the only handler. */
    static HandlerCounts counts(Bus bus) {
        return bus.snapshot().handlers().get(0).counts();
    }

    /** Waits for a future, and fails if it takes too long. */
    static <T> T done(CompletableFuture<T> future) {
        return future.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }

    private record Light(ErrorHandler errorHandler) implements BusConfiguration {

        @Override
        public IdGenerator idGenerator() {
            return () -> "1";
        }

        @Override
        public FailurePolicy failurePolicy() {
            return FailurePolicy.THROW;
        }

        @Override
        public int depthLimit() {
            return 2;
        }

        @Override
        public InstantSource clock() {
            return () -> Instant.EPOCH;
        }

        @Override
        public Duration closeLimit() {
            return LONG;
        }

        @Override
        public boolean statistics() {
            return false;
        }

        @Override
        public List<ContextCarrier> contextCarriers() {
            return List.of();
        }

        @Override
        public boolean callSites() {
            return false;
        }

        @Override
        public List<BusObserver> observers() {
            return List.of();
        }

        @Override
        public Optional<Consumer<? super Event<?>>> unhandledHook() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> slowHandlerThreshold() {
            return Optional.empty();
        }
    }
}
