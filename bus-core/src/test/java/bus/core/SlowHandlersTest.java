package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.CallSite;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.HandlerSnapshot;
import bus.api.TopicMatcher;
import bus.api.spi.CallObserver;
import bus.api.spi.ObservedHandler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowHandlersTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private record Alarm(Runnable task, long nanos) {}

    private final Queue<Alarm> alarms = new ArrayDeque<>();
    private final Log log = new Log();
    private long now = 17;
    private final SlowHandlers slow = warning(log);
    private final EmittedEvent<Object> event = new EmittedEvent.WithId<>("x", "data", EmitOptions.none(), 0, "id");

    private SlowHandlers warning(Log log) {
        return new SlowHandlers(
                SECOND,
                () -> now,
                (task, nanos) -> alarms.add(new Alarm(task, nanos)),
                new FailureReporter(failure -> {}, log));
    }

    private CallObserver call(String key) {
        return slow.emitting(event).calling(handler(key));
    }

    private static ObservedHandler handler(String key) {
        CallSite place = CallSite.of(new StackTraceElement("com.acme.Orders", "start", "Orders.java", 42));
        return new ObservedHandler() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public HandlerSnapshot snapshot() {
                return new HandlerSnapshot(
                        key,
                        TopicMatcher.exact("x"),
                        Delivery.sync(),
                        true,
                        new HandlerCounts(0, 0, 0, 0, 0, 0, 0, 0),
                        place);
            }
        };
    }

    private void end(CallObserver call, long nanos) {
        call.returned();
        call.handled(nanos);
    }

    /** Lets the time pass until the next alarm, and rings it. */
    private void ring() {
        Alarm alarm = alarms.remove();
        now += alarm.nanos;
        alarm.task.run();
    }

    @Test
    void oneThatIsQuickIsNotWarnedOf() {
        end(call("quick"), SECOND - 1);
        ring();

        assertThat(log.lines).isEmpty();
        assertThat(alarms).isEmpty();
    }

    @Test
    void oneThatWasSlowIsWarnedOfWhenItIsDone() {
        end(call("slow"), SECOND);
        ring();

        assertThat(log.lines)
                .containsExactly("WARNING A handler was slow: key=\"slow\", topic=\"x\", duration=PT1S,"
                        + " registeredAt=com.acme.Orders.start(Orders.java:42), slow calls so far=1; give it less to do,"
                        + " or a mailbox of its own");
    }

    @Test
    void oneThatFailsLateWasSlowToo() {
        CallObserver call = call("slow");
        call.returned();
        call.failed(new HandlerFailure(event, "slow", Reason.FAILED, new IllegalStateException()), 2 * SECOND);

        assertThat(log.lines).hasSize(1);
        assertThat(log.lines.get(0)).contains("duration=PT2S");
    }

    @Test
    void oneThatHasNotComeBackIsWarnedOfWithItsStackAndOnceMoreWhenItIsDone() {
        List<Throwable> stacks = new ArrayList<>();
        Log keeping = new Log() {
            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                super.log(level, bundle, message, thrown);
                stacks.add(thrown);
            }
        };
        SlowHandlers watching = warning(keeping);
        CallObserver call = watching.emitting(event).calling(handler("slow"));

        CompletableFuture.runAsync(this::ring).join();
        end(call, 3 * SECOND);

        assertThat(keeping.lines).hasSize(2);
        assertThat(keeping.lines.get(0))
                .startsWith("WARNING A handler has not come back: key=\"slow\", topic=\"x\", duration=PT1S,"
                        + " registeredAt=com.acme.Orders.start(Orders.java:42), slow calls so far=1");
        assertThat(stacks.get(0).getMessage())
                .isEqualTo("It stands here, on thread " + Thread.currentThread().getName());
        assertThat(stacks.get(0).getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("oneThatHasNotComeBackIsWarnedOfWithItsStackAndOnceMoreWhenItIsDone");
        assertThat(keeping.lines.get(1))
                .contains("A handler was slow")
                .contains("PT3S")
                .contains("so far=1;");
    }

    @Test
    void aStageThatHasNotCompletedHasNoStack() {
        CallObserver call = call("stage");
        call.returned();

        ring();
        call.handled(2 * SECOND);

        assertThat(log.lines).hasSize(2);
        assertThat(log.lines.get(0))
                .startsWith("WARNING A stage has not completed: key=\"stage\"")
                .endsWith("=1");
    }

    @Test
    void manyOfOneHandlerAreWarnedOfAtAFallingRate() {
        for (int i = 0; i < 8; i++) {
            end(call("slow"), SECOND);
        }
        end(call("other"), SECOND);

        assertThat(log.lines.stream().map(line -> line.replaceAll(".*key=\"(\\w+)\".*so far=(\\d+);.*", "$1 $2")))
                .containsExactly("slow 1", "slow 2", "slow 4", "slow 8", "other 1");
    }

    @Test
    void oneThatIsNotLoggedWhileItRunsIsNotWhenItIsDone() {
        end(call("slow"), SECOND);
        end(call("slow"), SECOND);
        log.lines.clear();
        CallObserver third = call("slow");

        ring();
        end(third, 2 * SECOND);

        assertThat(log.lines).isEmpty();
    }

    @Test
    void theNumbersBeginAnewWhenTheHandlerHasGone() {
        for (int i = 0; i < 3; i++) {
            end(call("slow"), SECOND);
        }
        log.lines.clear();

        slow.handlerDeregistered(handler("slow"));
        end(call("slow"), SECOND);

        assertThat(log.lines).hasSize(1);
        assertThat(log.lines.get(0)).contains("so far=1;");
    }

    /** Each warning ends the other call, which the look has before it already. */
    @Test
    void oneThatIsDoneDuringALookIsWarnedOfOnce() {
        List<CallObserver> calls = new ArrayList<>();
        Log ending = new Log() {
            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                super.log(level, bundle, message, thrown);
                if (lines.size() == 1) {
                    end(calls.get(message.contains("\"first\"") ? 1 : 0), 2 * SECOND);
                }
            }
        };
        SlowHandlers watching = warning(ending);
        calls.add(watching.emitting(event).calling(handler("first")));
        calls.add(watching.emitting(event).calling(handler("second")));

        ring();

        assertThat(ending.lines).hasSize(2);
        assertThat(ending.lines.get(0)).contains("A handler has not come back");
        assertThat(ending.lines.get(1)).contains("A handler was slow");
    }

    @Test
    void theNextLookComesWhenTheNextCallIsDue() {
        CallObserver first = call("first");
        now += SECOND / 4;
        call("second");
        assertThat(alarms).hasSize(1);

        end(first, SECOND / 2);
        now -= SECOND / 4;
        ring(); // a second after the first began
        assertThat(log.lines).isEmpty();
        assertThat(alarms).hasSize(1);
        assertThat(alarms.element().nanos).isEqualTo(SECOND / 4);

        ring();
        assertThat(log.lines).hasSize(1);
        assertThat(log.lines.get(0)).contains("key=\"second\"").contains("PT1S");
        assertThat(alarms).isEmpty();
    }

    @Test
    void aCallAfterTheLastLookSetsTheAlarmAgain() {
        end(call("first"), 1);
        ring();
        assertThat(alarms).isEmpty();

        call("second");

        assertThat(alarms).hasSize(1);
    }

    @Test
    void anAlarmRingsOnTheExecutorItIsGiven() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        CountDownLatch rung = new CountDownLatch(1);
        SlowHandlers.alarm(task -> {
                    given.countDown();
                    task.run();
                })
                .accept(rung::countDown, 1);
        assertThat(rung.await(50, TimeUnit.SECONDS)).isTrue();
        assertThat(given.getCount()).isZero();
    }

    @Test
    void aBusWithAThresholdCallsItsHandlersAndCountsThem() {
        List<Object> handled = new ArrayList<>();
        try (Bus bus = Buses.builder().slowHandlerThreshold(Duration.ofDays(1)).build()) {
            bus.registerTopics("x");
            bus.registerHandler("h", TopicMatcher.exact("x"), it -> handled.add(it.data()));

            bus.emit("x", 1);

            assertThat(handled).containsExactly(1);
            assertThat(bus.snapshot().handlers().get(0).counts().delivered()).isEqualTo(1);
        }
    }
}
