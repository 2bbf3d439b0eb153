package bus.stress;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.ContextCarrier;
import bus.api.Delivery;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.Registration;
import bus.api.TopicMatcher;
import bus.stress.Step.Mode;
import bus.stress.Step.Register;
import bus.testkit.ManualExecutor;
import bus.testkit.SequentialIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A bus to which steps are done, and what is seen of it. */
final class RealBus {

    /** The context of this thread. */
    static final ThreadLocal<String> CONTEXT = ThreadLocal.withInitial(() -> Step.NO_CONTEXT);

    private static final long LONG = 10;

    private final List<String> seen = new ArrayList<>();
    private final ManualExecutor executor = new ManualExecutor();
    private final List<CompletableFuture<Void>> stages = new ArrayList<>();
    private final Map<Integer, CompletableFuture<String>> results = new TreeMap<>();
    private final List<Registration> registrations = new ArrayList<>();
    private final Map<Integer, CompletableFuture<Void>> drained = new TreeMap<>();
    private final Bus bus;
    private int refused;

    /** Makes a bus, which may be put behind another one. */
    RealBus(boolean throwing, UnaryOperator<Bus> front) {
        bus = front.apply(Bus.builder()
                .idGenerator(SequentialIds.create())
                .failurePolicy(throwing ? FailurePolicy.THROW : FailurePolicy.REPORT)
                .errorHandler(this::lose)
                .contextCarrier(RealBus::capture)
                .statistics(true)
                .build());
        bus.registerTopics(Step.TOPICS.toArray(String[]::new));
    }

    private void lose(HandlerFailure failure) {
        String wrapped = failure.cause() instanceof CompletionException ? " because of a wrapped failure" : "";
        seen.add(failure.key() + " loses " + failure.event().data() + " " + failure.reason() + wrapped);
    }

    private static ContextCarrier.Captured capture() {
        String captured = CONTEXT.get();
        failIf(captured.endsWith(Step.NOT_CAPTURED));
        return () -> {
            failIf(captured.endsWith(Step.NOT_RESTORED));
            String before = CONTEXT.get();
            CONTEXT.set(captured);
            return () -> {
                CONTEXT.set(before);
                failIf(captured.endsWith(Step.NOT_UNDONE));
            };
        };
    }

    private static void failIf(boolean fails) {
        if (fails) {
            throw new IllegalStateException("on purpose");
        }
    }

    /**
     * Does a step and returns what is seen of it and after it. What others have to do for that is waited for if it is
     * expected.
     */
    Sight apply(Step step, Sight expected) {
        seen.clear();
        if (step instanceof Register register) {
            register(register);
        } else if (step instanceof Step.Deregister deregister) {
            bus.deregisterHandler(deregister.key());
        } else if (step instanceof Step.Emit emit) {
            emitFirst(emit.topic(), emit.number(), emit.tracked());
        } else if (step instanceof Step.EmitMany many) {
            many.numbers().forEach(number -> emitFirst(many.topic(), number, false));
        } else if (step instanceof Step.Run) {
            executor.step();
        } else if (step instanceof Step.Refuse refuse) {
            refused = refuse.tasks();
        } else if (step instanceof Step.Complete complete) {
            complete(complete);
        } else if (!bus.isClosed()) {
            Map<String, Long> undelivered = bus.close(Duration.ZERO).undelivered();
            seen.add("undelivered " + new TreeMap<>(undelivered));
        }
        return sight(expected);
    }

    private Sight sight(Sight expected) {
        Map<String, HandlerCounts> counts = new LinkedHashMap<>();
        bus.snapshot().handlers().forEach(handler -> counts.put(handler.key(), handler.counts()));
        int tasks = executor.waiting();
        boolean idle = isIdle();
        boolean waits = seen.equals(expected.seen())
                && counts.equals(expected.counts())
                && tasks == expected.tasks()
                && idle == expected.idle(); // else it may be in vain
        Map<Integer, String> done = new TreeMap<>();
        results.forEach((number, result) -> {
            if (waits && expected.results().containsKey(number)) {
                await(result);
            }
            if (result.isDone()) {
                done.put(number, result.join());
            }
        });
        Map<Integer, Boolean> ended = new TreeMap<>();
        expected.drained().forEach((number, isDrained) -> {
            if (number >= registrations.size()) {
                return; // a broken bus has not called the handler that would have registered it, which is a difference
            }
            CompletableFuture<Void> future =
                    drained.computeIfAbsent(number, it -> registrations.get(it).drained());
            if (waits && isDrained) {
                await(future);
            }
            ended.put(number, future.isDone());
        });
        return new Sight(List.copyOf(seen), counts, tasks, idle, done, ended);
    }

    private static void await(CompletableFuture<?> future) {
        try {
            future.get(LONG, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // then it is not done, which is a difference
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("nobody interrupts the test, and the results are no failures", e);
        }
    }

    private boolean isIdle() {
        try {
            return bus.awaitIdle(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the test", e);
        }
    }

    private void emitFirst(String topic, int number, boolean tracked) {
        CONTEXT.set(Step.context(number));
        try {
            if (tracked) {
                results.put(number, bus.emitTracked(topic, number).handle((event, thrown) -> result(thrown)));
            } else {
                bus.emit(topic, number);
            }
        } catch (BusClosedException e) {
            seen.add("closed");
        } catch (HandlerException e) {
            seen.add("throws " + keys(e));
        } finally {
            CONTEXT.remove();
        }
    }

    private static String result(Throwable thrown) {
        return thrown instanceof HandlerException e
                ? e.failures().stream()
                        .map(failure -> failure.key() + " " + failure.reason())
                        .toList()
                        .toString()
                : thrown == null ? "[]" : thrown.toString();
    }

    private static List<String> keys(HandlerException e) {
        return e.failures().stream().map(HandlerFailure::key).toList();
    }

    private void complete(Step.Complete complete) {
        if (!stages.isEmpty()) {
            CompletableFuture<Void> stage = stages.remove(complete.which() % stages.size());
            switch (complete.ending()) {
                case WELL -> stage.complete(null);
                case FAILED -> stage.completeExceptionally(new CompletionException(new IllegalStateException("late")));
                case CANCELLED -> stage.cancel(false);
            }
        }
    }

    // ---- Handlers ----

    private void register(Register how) {
        Handler<Object> handler = how.mode().isCompleting()
                ? Handler.completing(event -> begin(how, event), how.mode().maxInFlight())
                : event -> act(how, event);
        TopicMatcher<Object> on = how.on() == null ? TopicMatcher.regex(".*") : TopicMatcher.exact(how.on());
        try {
            registrations.add(bus.registerHandler(how.key(), on, delivery(how), handler));
        } catch (BusClosedException e) {
            seen.add("refused");
        }
    }

    private Delivery<Object> delivery(Register how) {
        Mode mode = how.mode();
        Delivery<Object> async = Delivery.async()
                .capacity(mode.capacity())
                .overflow(mode.overflow())
                .executor(this::execute);
        return switch (mode.way()) {
            case SYNC -> Delivery.sync();
            case ORDERED -> async;
            case KEYED -> async.keyed(event -> key(how, event), mode.parallelism());
            case UNORDERED -> async.unordered(mode.parallelism());
        };
    }

    private void execute(Runnable task) {
        if (refused > 0) {
            refused--;
            throw new RejectedExecutionException("on purpose");
        }
        executor.execute(task);
    }

    private Object key(Register how, Event<Object> event) {
        int number = (Integer) event.data();
        seen.add(how.name() + " keys " + number);
        return Step.key(number);
    }

    private CompletionStage<Void> begin(Register how, Event<Object> event) {
        act(how, event);
        return switch (Step.returned((Integer) event.data())) {
            case NOTHING -> null;
            case STAGE_THAT_IS_DONE -> CompletableFuture.completedFuture(null);
            case STAGE_THAT_HAS_FAILED -> CompletableFuture.failedFuture(new IllegalStateException("at once"));
            case STAGE -> {
                stages.add(new CompletableFuture<>());
                yield stages.get(stages.size() - 1);
            }
        };
    }

    private void act(Register how, Event<Object> event) {
        int number = (Integer) event.data();
        seen.add(how.name() + " gets " + number + " in context " + CONTEXT.get());
        switch (how.habit()) {
            case NOTHING -> {}
            case FAILS_ON_EVEN -> failIf(number % 2 == 0);
            case EMITS -> {
                if (number < Step.LAST) {
                    bus.emit(how.target(), number + 1_000);
                }
            }
            case ENDS_ANOTHER -> bus.deregisterHandler(how.target());
            case REPLACES_ANOTHER -> register(how.other());
        }
    }
}
