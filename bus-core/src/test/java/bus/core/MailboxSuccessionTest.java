package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.Bus;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.Handler;
import bus.api.HandlerFailure;
import bus.api.HandlerFailure.Reason;
import bus.api.Registration;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A handler that is left is done after its last event, whatever that waits for, and only then the next one begins. */
class MailboxSuccessionTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final List<HandlerFailure> reported = new ArrayList<>();
    private final Bus bus = Buses.builder().errorHandler(reported::add).build();
    private final ManualExecutor executor = new ManualExecutor();
    private final Delivery<Object> manual = Delivery.async().executor(executor);
    private final List<String> handled = new ArrayList<>();
    private final List<CompletableFuture<Void>> stages = new ArrayList<>();

    MailboxSuccessionTest() {
        bus.registerTopics("x");
    }

    /** One event is under way, and one in another lane waits for it. */
    private Registration oneUnderWayAndOneThatWaits() {
        Registration registration = bus.registerHandler(
                "h",
                ALL,
                manual.keyed(event -> event.data(), 2),
                Handler.completing(
                        event -> {
                            handled.add("a" + event.data());
                            CompletableFuture<Void> stage = new CompletableFuture<>();
                            stages.add(stage);
                            return stage;
                        },
                        1));
        bus.emit("x", 0);
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a0");
        return registration;
    }

    @Test
    void aHandlerThatWasRemovedIsNotDoneWhileOneLaneWaitsForAnother() throws Exception {
        Registration registration = oneUnderWayAndOneThatWaits();
        registration.close();
        stages.get(0).complete(null);
        assertThat(registration.drained()).isNotDone();
        assertThat(bus.awaitIdle(Duration.ZERO)).isFalse();
        executor.runUntilIdle();
        stages.get(1).complete(null);
        assertThat(handled).containsExactly("a0", "a1");
        executor.runUntilIdle();
        assertThat(registration.drained().get(50, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void theNextHandlerDoesNotBeginWhileALaneOfTheEarlierOneWaits() {
        oneUnderWayAndOneThatWaits();
        bus.registerHandler("h", ALL, manual, event -> handled.add("b" + event.data()));
        bus.emit("x", 2);
        stages.get(0).complete(null);
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a0", "a1");
        stages.get(1).complete(null);
        executor.runUntilIdle();
        assertThat(handled).containsExactly("a0", "a1", "b2");
    }

    @Test
    void whatWaitsInALaneThatWasLeftIsReportedWhenTheBusIsClosed() {
        oneUnderWayAndOneThatWaits();
        bus.deregisterHandler("h");
        assertThat(bus.close(Duration.ZERO)).isEqualTo(new CloseReport(Map.of("h", 2L), 0));
        assertThat(reported).extracting(HandlerFailure::reason).containsExactly(Reason.UNDELIVERED, Reason.UNDELIVERED);
    }

    /** Else each of them would keep the next. */
    @Test
    void aRegistrationThatIsKeptKeepsNoneOfTheHandlersAfterIt() {
        Subscriber earlier = (Subscriber) bus.registerHandler("h", ALL, manual, event -> handled.add("a"));
        bus.emit("x", 1);
        bus.registerHandler("h", ALL, manual, event -> handled.add("b"));
        assertThat(earlier.successor).isNotNull();
        executor.runUntilIdle();
        assertThat(earlier.drained()).isDone();
        assertThat(earlier.successor).isNull();
    }

    /** On a small stack. */
    @Test
    void thoseThatHaveNothingToDoAreDoneWithoutStandingOnTheStackOfEachOther() throws Exception {
        bus.registerHandler("h", ALL, manual, event -> handled.add("first"));
        bus.emit("x", 1);
        for (int i = 0; i < 5_000; i++) {
            bus.registerHandler("h", ALL, manual, event -> handled.add("between"));
        }
        bus.registerHandler("h", ALL, manual, event -> handled.add("last"));
        bus.emit("x", 2);
        Thread handling = new Thread(null, executor::runUntilIdle, "small", 256 << 10);
        handling.start();
        handling.join();
        assertThat(handled).containsExactly("first", "last");
    }
}
