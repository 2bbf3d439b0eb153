package bus.core;

import static org.assertj.core.api.Assertions.assertThat;

import bus.api.CallSite;
import bus.api.CloseReport;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.HandlerFailure;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.spi.BusObserver;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailingObserverTest {

    /** Throws wherever it is told something; gives what observes emits and calls unless it shall fail there. */
    private static final class Failing implements BusObserver, EmitObserver, CallObserver {

        private final @Nullable String gives;

        Failing(@Nullable String gives) {
            this.gives = gives;
        }

        private static RuntimeException failure(String where) {
            return new IllegalStateException(where);
        }

        @Override
        public void topicsRegistered(List<Topic<?>> topics) {
            throw failure("topicsRegistered");
        }

        @Override
        public void topicsDeregistered(List<Topic<?>> topics) {
            throw failure("topicsDeregistered");
        }

        @Override
        public void handlerRegistered(ObservedHandler handler) {
            throw failure("handlerRegistered");
        }

        @Override
        public void handlerDeregistered(ObservedHandler handler) {
            throw failure("handlerDeregistered");
        }

        @Override
        public EmitObserver emitting(Event<?> event) {
            if (gives == null) {
                throw failure("emitting");
            }
            return gives.equals("null") ? null : this;
        }

        @Override
        public void closed(CloseReport report) {
            throw failure("closed");
        }

        @Override
        public void unhandled() {
            throw failure("unhandled");
        }

        @Override
        public CallObserver calling(ObservedHandler handler) {
            if (!gives.equals("call")) {
                throw failure("calling");
            }
            return this;
        }

        @Override
        public void lost(ObservedHandler handler, HandlerFailure failure) {
            throw failure("lost");
        }

        @Override
        public void ended() {
            throw failure("ended");
        }

        @Override
        public void returned() {
            throw failure("returned");
        }

        @Override
        public void handled(long nanos) {
            throw failure("handled");
        }

        @Override
        public void failed(HandlerFailure failure, long nanos) {
            throw failure("failed");
        }
    }

    private final Log log = new Log();
    private final Observations others = new Observations();
    private final List<Object> handled = new ArrayList<>();

    /** Builds a registry and a dispatcher with two observers, of which the first one fails. */
    private Observers observers(@Nullable String gives) {
        return new Observers(List.of(new Failing(gives), others), new FailureReporter(failure -> {}, log));
    }

    private Subscriber subscriber() {
        Registry registry = new Registry(
                new Mailboxes(new FailureReporter(failure -> {}, log), new Nesting(1), new Contexts(List.of())),
                false,
                null);
        return new Subscriber(
                "h",
                TopicMatcher.exact("x"),
                Delivery.sync(),
                event -> handled.add(event.data()),
                CallSite.unknown(),
                null,
                new Subscriber.Slot(0),
                registry);
    }

    private static EmittedEvent<Object> event(Object data) {
        return new EmittedEvent.WithId<>("x", data, EmitOptions.none(), 0, "id");
    }

    private void emit(Observers observers, Object data) throws Exception {
        ObservedEmit emit = observers.emitting(event(data));
        emit.unhandled();
        emit.call(subscriber(), event(data));
        emit.ended();
    }

    @Test
    void oneThatThrowsKeepsNothingFromTheOthers() throws Exception {
        emit(observers(null), 1);

        assertThat(handled).containsExactly(1);
        assertThat(others.lines)
                .containsExactly("emit 1", "unhandled 1", "call h 1", "back h 1", "handled h 1", "end 1");
    }

    @Test
    void oneThatHasGivenNothingIsToldNoMoreOfIt() throws Exception {
        emit(observers(null), 1);

        assertThat(log.lines)
                .containsExactly(
                        "ERROR An observer failed: observer=bus.core.FailingObserverTest$Failing, failures so far=1,"
                                + " thrown=java.lang.IllegalStateException",
                        "ERROR It threw: java.lang.IllegalStateException: emitting");
    }

    @Test
    void oneThatGivesNullHasFailed() throws Exception {
        emit(observers("null"), 1);

        assertThat(log.lines).hasSize(2);
        assertThat(log.lines.get(1)).contains("NullPointerException: observer must not give null");
        assertThat(others.lines).endsWith("end 1");
    }

    @Test
    void eachOfItsFailuresIsCountedAndLoggedAtAFallingRate() throws Exception {
        Observers observers = observers("call");
        emit(observers, 1); // unhandled, returned, handled, ended
        emit(observers, 2); // to the eighth
        emit(observers, 3);

        assertThat(log.lines.stream()
                        .filter(line -> line.contains("failures so far"))
                        .map(line -> line.replaceAll(".*so far=(\\d+),.*", "$1")))
                .containsExactly("1", "2", "4", "8");
        assertThat(handled).containsExactly(1, 2, 3);
    }

    @Test
    void whereACallCannotBeObservedTheRestOfTheEmitIs() throws Exception {
        emit(observers("emit"), 1);

        assertThat(log.lines.stream().filter(line -> line.startsWith("ERROR It threw")))
                .containsExactly(
                        "ERROR It threw: java.lang.IllegalStateException: unhandled",
                        "ERROR It threw: java.lang.IllegalStateException: calling"); // the third, when it ended, is not
        // logged
    }

    @Test
    void oneThatThrowsAtRegistrationsChangesNothing() {
        Observers observers = observers(null);
        observers.topicsRegistered(List.of(Topic.of("x", Object.class)));
        observers.handlerRegistered(subscriber(), null);
        observers.tellAnnounced();
        observers.closed(new CloseReport(Map.of(), 0));

        assertThat(others.lines).containsExactly("topics [x]", "handler h", "closed {}");
    }
}
