package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.Bus;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.TopicMatcher;
import bus.api.spi.TicketIdGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Clause06FailuresTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final List<HandlerFailure> reported = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    private Bus bus(FailurePolicy policy) {
        Bus bus = Buses.builder()
                .failurePolicy(policy)
                .errorHandler(reported::add)
                .build();
        bus.registerTopics("x", "y");
        return bus;
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private void registerFailing(Bus bus, String key, Throwable failure) {
        bus.registerHandler(key, ALL, event -> {
            calls.add(key);
            Buses.<RuntimeException>sneak(failure);
        });
    }

    @Test
    void failuresLeaveEmitAsOneExceptionAfterTheLastHandler() {
        Bus bus = bus(FailurePolicy.THROW);
        Exception first = new IOException("disk");
        Error second = new AssertionError("wrong");
        registerFailing(bus, "a", first);
        bus.registerHandler("b", ALL, event -> calls.add("b"));
        registerFailing(bus, "c", second);
        bus.registerHandler("d", ALL, event -> calls.add("d"));

        assertThatExceptionOfType(HandlerException.class)
                .isThrownBy(() -> bus.emit("x", "data"))
                .satisfies(e -> {
                    assertThat(e)
                            .hasMessage(
                                    "handlers must not throw: keys=[a, c], topic=\"x\", id="
                                            + e.event().id()
                                            + ", cause=java.io.IOException; catch it in the handler or use FailurePolicy.REPORT");
                    assertThat(e.getCause()).isSameAs(first);
                    assertThat(e.getSuppressed()).containsExactly(second);
                    assertThat(e.event().id()).isNotBlank();
                    assertThat(Buses.shown(e.failures()))
                            .containsExactly("a FAILED IOException", "c FAILED AssertionError");
                });
        assertThat(calls).containsExactly("a", "b", "c", "d");
        assertThat(reported).isEmpty();
    }

    @Test
    void failuresAreReportedAndEmitReturns() {
        Bus bus = bus(FailurePolicy.REPORT);
        registerFailing(bus, "a", new IOException("disk"));
        bus.registerHandler("b", ALL, event -> calls.add("b"));
        registerFailing(bus, "c", new StackTraceless());

        Event<Object> event = bus.emit("x", "data");

        assertThat(calls).containsExactly("a", "b", "c");
        assertThat(Buses.shown(reported)).containsExactly("a FAILED IOException", "c FAILED StackTraceless");
        assertThat(reported).allSatisfy(it -> assertThat(it.event()).isSameAs(event));
    }

    private static final class StackTraceless extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aFailureOfANestedEmitIsAFailureOfTheHandlerThatEmitted() {
        Bus bus = bus(FailurePolicy.THROW);
        bus.registerHandler("outer", TopicMatcher.exact("x"), event -> bus.emit("y", "inner"));
        bus.registerHandler("inner", TopicMatcher.exact("y"), event -> {
            throw new IllegalStateException("inner");
        });
        bus.registerHandler("last", TopicMatcher.exact("x"), event -> calls.add("last"));
        assertThatExceptionOfType(HandlerException.class)
                .isThrownBy(() -> bus.emit("x", "outer"))
                .satisfies(e -> {
                    assertThat(e.event().topic()).isEqualTo("x");
                    assertThat(e.getCause()).isInstanceOf(HandlerException.class);
                    assertThat(e.getCause().getCause()).hasMessage("inner");
                });
        assertThat(calls).containsExactly("last");
    }

    @Test
    void anErrorHandlerThatFailsBreaksNothing() {
        Bus bus = Buses.builder()
                .failurePolicy(FailurePolicy.REPORT)
                .errorHandler(failure -> {
                    calls.add("told of " + failure.key());
                    throw new IllegalStateException("error handler");
                })
                .build();
        bus.registerTopics("x");
        registerFailing(bus, "a", new IOException());
        registerFailing(bus, "b", new IOException());
        bus.emit("x", "data");
        assertThat(calls).containsExactly("a", "told of a", "b", "told of b");
    }

    @Test
    void theSameExceptionFromTwoHandlersIsToldOfBoth() {
        Bus bus = bus(FailurePolicy.THROW);
        RuntimeException shared = new IllegalStateException("shared");
        registerFailing(bus, "a", shared);
        registerFailing(bus, "b", shared);
        assertThatExceptionOfType(HandlerException.class)
                .isThrownBy(() -> bus.emit("x", "data"))
                .satisfies(e -> assertThat(e.failures()).hasSize(2));
    }

    @Test
    void anInterruptedHandlerSetsTheFlagAgainAfterTheLastHandler() {
        Bus bus = bus(FailurePolicy.THROW);
        registerFailing(bus, "a", new InterruptedException());
        bus.registerHandler(
                "b",
                ALL,
                event -> calls.add("interrupted=" + Thread.currentThread().isInterrupted()));
        assertThatThrownBy(() -> bus.emit("x", "data")).hasCauseInstanceOf(InterruptedException.class);
        assertThat(calls).containsExactly("a", "interrupted=false");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void anInterruptIsKeptWhenFailuresAreReported() {
        Bus bus = bus(FailurePolicy.REPORT);
        registerFailing(bus, "a", new InterruptedException());
        bus.emit("x", "data");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(Buses.shown(reported)).containsExactly("a FAILED InterruptedException");
    }

    @Test
    void anInterruptIsKeptWhenTheEmitIsEnded() {
        Bus bus = bus(FailurePolicy.THROW);
        registerFailing(bus, "a", new InterruptedException());
        registerFailing(bus, "b", new OutOfMemoryError());
        assertThatThrownBy(() -> bus.emit("x", "data")).isInstanceOf(OutOfMemoryError.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(Buses.shown(reported)).containsExactly("a FAILED InterruptedException");
    }

    /** An exception that cannot even be read. */
    private static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException("no message");
        }
    }

    @Test
    void anExceptionThatCannotBeReadHidesNoOther() {
        Bus bus = bus(FailurePolicy.THROW);
        registerFailing(bus, "a", new Unreadable());
        registerFailing(bus, "b", new IllegalStateException("real"));
        assertThatExceptionOfType(HandlerException.class)
                .isThrownBy(() -> bus.emit("x", "data"))
                .satisfies(e -> assertThat(Buses.shown(e.failures()))
                        .containsExactly("a FAILED Unreadable", "b FAILED IllegalStateException"));
        Bus reporting = Buses.builder().failurePolicy(FailurePolicy.REPORT).build();
        reporting.registerTopics("x");
        registerFailing(reporting, "a", new Unreadable());
        bus.registerHandler("b", ALL, event -> calls.add("b"));
        assertThat(reporting.emit("x", "data").data()).isEqualTo("data");
    }

    @Test
    void anIdThatCannotBeRenderedHidesNoFailure() {
        Bus bus = Bus.builder().idGenerator(new BrokenTickets()).build();
        bus.registerTopics("x");
        registerFailing(bus, "a", new IOException("disk"));
        assertThatExceptionOfType(HandlerException.class)
                .isThrownBy(() -> bus.emit("x", "data"))
                .withMessageContaining("id=(unreadable: bus.api.IdGeneratorException)")
                .withCauseInstanceOf(IOException.class);
    }

    private static final class BrokenTickets implements TicketIdGenerator {

        @Override
        public long take(long epochNanos) {
            return 0;
        }

        @Override
        public String render(long ticket) {
            throw new IllegalStateException("render");
        }

        @Override
        public String next() {
            throw new IllegalStateException("next");
        }
    }

    @Test
    void messagesDoNotGrowWithTheDepthOfTheFailure() {
        Bus bus = bus(FailurePolicy.THROW);
        bus.registerHandler("h", ALL, event -> {
            int depth = (Integer) event.data();
            if (depth == 8) {
                throw new IOException("disk");
            }
            bus.emit("x", depth + 1);
        });
        assertThatExceptionOfType(HandlerException.class)
                .isThrownBy(() -> bus.emit("x", 1))
                .satisfies(
                        e -> assertThat(e)
                                .hasMessage(
                                        "handlers must not throw: keys=[h], topic=\"x\", id="
                                                + e.event().id()
                                                + ", cause=bus.api.HandlerException; catch it in the handler or use FailurePolicy.REPORT"));
    }

    @Test
    void theFlagIsClearWhileAnErrorHandlerIsToldOfWhatWasSkipped() {
        List<Boolean> flags = new ArrayList<>();
        Bus bus = Buses.builder()
                .errorHandler(failure -> flags.add(Thread.currentThread().isInterrupted()))
                .build();
        bus.registerTopics("x");
        registerFailing(bus, "a", new InterruptedException());
        registerFailing(bus, "b", new OutOfMemoryError());
        registerFailing(bus, "c", new IOException());
        assertThatThrownBy(() -> bus.emit("x", "data")).isInstanceOf(OutOfMemoryError.class);
        assertThat(flags).containsExactly(false, false);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
