package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.BusClosedException;
import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.ScheduledSnapshot;
import bus.api.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Event<String> EVENT =
            Event.builder(Topic.of("x", String.class), "data").build();

    private final Log log = new Log();
    private final List<HandlerFailure> reported = new ArrayList<>();
    private final ManualScheduler executor = new ManualScheduler();
    private final List<Runnable> ofTheBus = new ArrayList<>();
    private final Schedule schedule = new Schedule(new FailureReporter(reported::add, log), ofTheBus::add);

    private PendingEmit<String> start(Supplier<Event<String>> emit) {
        PendingEmit<String> pending = new PendingEmit<>("x", Buses.NOW, emit, schedule);
        pending.start(executor, 0);
        return pending;
    }

    @Test
    void whatKeepsAnEventFromBeingMadeIsLogged() {
        for (Throwable thrown : List.of(new BusClosedException("closed"), new InternalError("vm"))) {
            PendingEmit<String> emit = start(() -> {
                throw Nesting.rethrow(thrown);
            });
            executor.advance(Duration.ZERO);
            assertThat(emit.emitted().handle((event, failure) -> failure)).isCompletedWithValue(thrown);
        }
        assertThat(log.lines)
                .containsExactly(
                        "ERROR A scheduled emit failed: topic=\"x\", thrown=bus.api.BusClosedException",
                        "ERROR It threw: bus.api.BusClosedException: closed",
                        "ERROR A scheduled emit failed: topic=\"x\", thrown=java.lang.InternalError",
                        "ERROR It threw: java.lang.InternalError: vm");
        assertThat(reported).isEmpty();
    }

    @Test
    void oneWarningSaysWhatWasPending() {
        start(() -> EVENT);
        start(() -> EVENT);
        assertThat(schedule.close()).hasSize(2).isEqualTo(schedule.close());
        assertThat(log.lines)
                .containsExactly("WARNING Scheduled emits were cancelled, as the bus was closed: count=2, topics=[x];"
                        + " CloseReport.scheduled has each of them");
    }

    @Test
    void nothingIsSaidWhereNothingWasPending() {
        start(() -> EVENT).cancel();
        start(() -> EVENT);
        executor.advance(Duration.ZERO);
        assertThat(schedule.close()).isEmpty();
        assertThat(log.lines).isEmpty();
        assertThat(ofTheBus).isEmpty();
    }

    @Test
    void futuresOfWhatWasPendingAreCompletedOnAThreadOfTheBus() {
        PendingEmit<String> emit = start(() -> EVENT);
        schedule.close();
        assertThat(emit.emitted()).isNotDone();
        ofTheBus.forEach(Runnable::run);
        assertThat(emit.emitted()).isCompletedExceptionally();
    }

    @Test
    void anExecutorThatCannotCancelIsLoggedAndHindersNobody() {
        executor.stubborn = true;
        PendingEmit<String> cancelled = start(() -> EVENT);
        assertThat(cancelled.cancel()).isTrue();
        assertThat(cancelled.emitted()).isCancelled();
        start(() -> EVENT);
        assertThat(schedule.close()).hasSize(1);
        assertThat(log.lines)
                .startsWith(
                        "ERROR A task could not be cancelled: topic=\"x\", thrown=java.lang.UnsupportedOperationException",
                        "ERROR It threw: java.lang.UnsupportedOperationException: stubborn")
                .hasSize(5);
        executor.advance(Duration.ZERO);
        assertThat(cancelled.emitted()).isCancelled();
    }

    @Test
    void aTaskThatIsRunBeforeItIsKnownEmits() {
        executor.meanwhile = () -> executor.advance(Duration.ZERO);
        assertThat(start(() -> EVENT).emitted()).isCompletedWithValue(EVENT);
        assertThat(schedule.snapshot()).isEmpty();
    }

    @Test
    void aTaskThatIsNotKnownYetWhenTheBusIsClosedIsCancelledAfterwards() {
        executor.meanwhile = schedule::close;
        PendingEmit<String> emit = start(() -> EVENT);
        assertThat(schedule.close()).containsExactly(new ScheduledSnapshot("x", Buses.NOW));
        assertThat(executor.waiting()).isZero();
        assertThat(emit.cancel()).isFalse();
    }

    @Test
    void oneThatIsTakenAlreadyIsNotToldAtClose() {
        assertThat(start(() -> EVENT).take()).isNotNull();
        assertThat(schedule.close()).isEmpty();
        assertThat(log.lines).isEmpty();
    }

    @Test
    void whoIsDoneKeepsNoPayload() {
        PendingEmit<String> emit = start(() -> EVENT);
        emit.cancel();
        assertThat(emit.take()).isNull();
    }
}
