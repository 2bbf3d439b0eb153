package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import bus.api.Bus;
import bus.api.BusClosedException;
import bus.api.Registration;
import bus.api.TopicMatcher;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class Clause04HappensBeforeTest {

    private static final int ROUNDS = 20_000;

    /** What a thread writes plainly before it registers a handler. */
    private static final class Note {
        int written;
    }

    @Test
    @Timeout(120)
    void whatWasDoneBeforeARegistrationIsVisibleToTheCallsOfTheHandler() throws Exception {
        Bus bus = Buses.bus();
        bus.registerTopics("a");
        int[] stale = new int[1];
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> emitting = threads.submit(() -> {
                while (!bus.isClosed()) {
                    bus.emit("a", "x");
                }
                return null;
            });
            for (int round = 1; round <= ROUNDS; round++) {
                int expected = round;
                Note note = new Note();
                note.written = expected;
                Registration registration = bus.registerHandler("h", TopicMatcher.exact("a"), event -> {
                    if (note.written != expected) {
                        stale[0]++;
                    }
                });
                registration.close();
            }
            bus.close();
            try {
                emitting.get();
            } catch (ExecutionException closed) {
                assertThat(closed).hasCauseInstanceOf(BusClosedException.class);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(stale[0]).isZero();
    }

    @Test
    void whatHandlersDidIsVisibleAfterEmitReturns() {
        Bus bus = Buses.bus();
        bus.registerTopics("a");
        Note note = new Note();
        bus.registerHandler("h", TopicMatcher.exact("a"), event -> note.written = 7);
        bus.emit("a", "x");
        assertThat(note.written).isEqualTo(7);
    }

    @Test
    @Timeout(120)
    void anEmitThatBeginsAfterARegistrationReturnedSeesIt() throws Exception {
        Bus bus = Buses.bus();
        AtomicInteger registered = new AtomicInteger();
        bus.registerTopics("topic.0");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> registering = threads.submit(() -> {
                for (int i = 1; i <= 200_000; i++) {
                    bus.registerTopics("topic." + i);
                    registered.set(i);
                }
            });
            while (!registering.isDone()) {
                assertThatCode(() -> bus.emit("topic." + registered.get(), "x")).doesNotThrowAnyException();
            }
            registering.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
