package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.Bus;
import bus.api.ContextCarrier;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Handler;
import bus.api.HandlerCounts;
import bus.api.HandlerFailure;
import bus.api.TopicMatcher;
import bus.testkit.ManualExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What belongs to the emitting thread is there in asynchronous handlers, and afterwards gone. */
class ContextTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final ThreadLocal<String> tenant = new ThreadLocal<>();
    private final List<String> seen = new ArrayList<>();
    private final List<HandlerFailure> reported = new ArrayList<>();
    private final ManualExecutor executor = new ManualExecutor();
    private final Delivery<Object> manual = Delivery.async().executor(executor);

    private Bus bus(ContextCarrier... carriers) {
        Bus.Builder builder = Buses.builder().errorHandler(reported::add);
        for (ContextCarrier carrier : carriers) {
            builder.contextCarrier(carrier);
        }
        Bus bus = builder.build();
        bus.registerTopics("x");
        return bus;
    }

    /** Writes down what is called; the parts that are named throw. */
    private ContextCarrier carrier(String name, String... throwing) {
        return () -> {
            note(name + " captured", throwing);
            return () -> {
                note(name + " restored", throwing);
                return () -> note(name + " undone", throwing);
            };
        };
    }

    private void note(String what, String... throwing) {
        seen.add(what);
        if (List.of(throwing).contains(what)) {
            throw new IllegalStateException(what);
        }
    }

    private HandlerCounts counts(Bus bus) {
        return bus.snapshot().handler("h").orElseThrow().counts();
    }

    @AfterEach
    void clear() {
        tenant.remove();
    }

    @Test
    void handlersOfEveryDeliverySeeWhatTheEmittingThreadHadAndTheirThreadGetsItsOwnBack() {
        Bus bus = bus(ContextCarrier.of(tenant));
        bus.registerHandler("ordered", ALL, manual, event -> seen.add("ordered " + tenant.get()));
        bus.registerHandler("keyed", ALL, manual.keyed(event -> 1, 2), event -> seen.add("keyed " + tenant.get()));
        bus.registerHandler("unordered", ALL, manual.unordered(2), event -> seen.add("unordered " + tenant.get()));
        bus.registerHandler(
                "completing",
                ALL,
                manual,
                Handler.completing(
                        event -> {
                            seen.add("completing " + tenant.get());
                            return new CompletableFuture<>();
                        },
                        1));
        tenant.set("acme");
        bus.emit("x", 1);
        tenant.remove();
        executor.step();
        assertThat(tenant.get()).as("there was nothing before").isNull();
        tenant.set("of the thread");
        executor.runUntilIdle();
        assertThat(seen).containsExactly("ordered acme", "keyed acme", "unordered acme", "completing acme");
        assertThat(tenant.get()).isEqualTo("of the thread");
    }

    @Test
    void whatTheEmittingThreadDidNotHaveIsNotThereEither() {
        Bus bus = bus(ContextCarrier.of(tenant));
        bus.registerHandler("h", ALL, manual, event -> {
            seen.add("" + tenant.get());
            tenant.set("left behind");
        });
        bus.emit("x", 1);
        tenant.set("of the thread");
        executor.runUntilIdle();
        assertThat(seen).containsExactly("null");
        assertThat(tenant.get()).isEqualTo("of the thread");
    }

    @Test
    void itIsCapturedOnceAnEmitAndOnlyForMailboxes() {
        Bus bus = bus(carrier("a"));
        bus.registerHandler("sync", ALL, event -> {});
        bus.emit("x", 1);
        assertThat(seen).isEmpty();
        bus.registerHandler("one", ALL, manual, event -> {});
        bus.registerHandler("other", ALL, manual, event -> {});
        bus.emit("x", 2);
        assertThat(seen).containsExactly("a captured");
        executor.runUntilIdle();
        assertThat(seen).containsExactly("a captured", "a restored", "a undone", "a restored", "a undone");
    }

    @Test
    void severalAreRestoredInTheirOrderAndUndoneInReverse() {
        Bus bus = bus(carrier("a"), carrier("b"));
        bus.registerHandler("h", ALL, manual, event -> note("handled"));
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(seen)
                .containsExactly(
                        "a captured", "b captured", "a restored", "b restored", "handled", "b undone", "a undone");
    }

    @Test
    void itIsUndoneAlsoAfterAHandlerThatFails() {
        Bus bus = bus(ContextCarrier.of(tenant));
        bus.registerHandler("h", ALL, manual, event -> {
            throw new IllegalStateException("in the handler");
        });
        tenant.set("acme");
        bus.emit("x", 1);
        tenant.set("of the thread");
        executor.runUntilIdle();
        assertThat(tenant.get()).isEqualTo("of the thread");
        assertThat(reported)
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).hasMessage("in the handler"));
    }

    @Test
    void aHandlerIsNotCalledInAForeignContextIfItCannotBeCaptured() {
        Bus bus = bus(carrier("a", "a captured"));
        bus.registerHandler("sync", ALL, event -> note("sync handled"));
        bus.registerHandler("h", ALL, manual, event -> note("handled"));
        bus.registerHandler("last", ALL, event -> note("last handled"));
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(seen).containsExactly("sync handled", "a captured", "last handled");
        assertThat(Buses.shown(reported)).containsExactly("h FAILED IllegalStateException");
        assertThat(counts(bus)).isEqualTo(new HandlerCounts(1, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void aHandlerIsNotCalledIfItCannotBeRestoredAndWhatWasRestoredIsUndone() {
        Bus bus = bus(carrier("a"), carrier("b", "b restored"), carrier("c"));
        bus.registerHandler("h", ALL, manual, event -> note("handled"));
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(seen)
                .containsExactly("a captured", "b captured", "c captured", "a restored", "b restored", "a undone");
        assertThat(reported)
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).hasMessage("b restored"));
    }

    @Test
    void allAreUndoneWhateverOneOfThemDoesAndTheHandlerFailsWithWhatTheyThrew() {
        Bus bus = bus(carrier("a", "a undone"), carrier("b", "b undone"));
        bus.registerHandler("h", ALL, manual, event -> note("handled"));
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(seen).endsWith("handled", "b undone", "a undone");
        assertThat(reported).singleElement().satisfies(it -> {
            assertThat(it.cause()).hasMessage("b undone");
            assertThat(it.cause().getSuppressed())
                    .singleElement()
                    .satisfies(suppressed -> assertThat(suppressed).hasMessage("a undone"));
        });
        assertThat(counts(bus)).isEqualTo(new HandlerCounts(1, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullInPlaceOfAContextIsAFailureThatSaysSo() {
        ContextCarrier none = () -> null;
        Bus captured = bus(none);
        captured.registerHandler("h", ALL, manual, event -> note("handled"));
        captured.emit("x", 1);
        ContextCarrier.Captured context = () -> null;
        Bus restored = bus(() -> context);
        restored.registerHandler("h", ALL, manual, event -> note("handled"));
        restored.emit("x", 1);
        executor.runUntilIdle();
        assertThat(seen).isEmpty();
        assertThat(reported)
                .extracting(it -> it.cause().getMessage())
                .containsExactly(
                        "context carrier must capture something: carrier=" + none
                                + ", captured=null; give one whose scope does nothing where there is nothing to carry",
                        "context must be restored for a scope: captured=" + context
                                + ", scope=null; give one that does nothing where there is nothing to undo");
    }

    @Test
    void anErrorOfTheVirtualMachineWhileItIsCapturedEndsTheEmit() {
        Bus bus = bus(() -> {
            throw new OutOfMemoryError("captured");
        });
        bus.registerHandler("h", ALL, manual, event -> note("handled"));
        assertThatThrownBy(() -> bus.emit("x", 1)).isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void anEventWithoutContextNeedsNoOtherObjectInAMailbox() {
        EmittedEvent<String> event = new EmittedEvent.WithId<>("x", "data", EmitOptions.none(), 0, "id");
        assertThat(new Contexts(List.of()).capture()).isNull();
        assertThat(Parcel.entry(event, null, null, null)).isSameAs(event);
    }

    @Test
    void aCheckedExceptionWhileItIsCapturedIsAFailureOfTheHandler() {
        Bus bus = bus(() -> {
            Buses.<RuntimeException>sneak(new IOException("captured"));
            return () -> () -> {};
        });
        bus.registerHandler("h", ALL, manual, event -> note("handled"));
        bus.emit("x", 1);
        executor.runUntilIdle();
        assertThat(seen).isEmpty();
        assertThat(reported)
                .singleElement()
                .satisfies(it -> assertThat(it.cause()).isInstanceOf(IOException.class));
        assertThat(counts(bus)).isEqualTo(new HandlerCounts(1, 0, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void whatWasRestoredIsUndoneAlsoAfterACheckedException() {
        ContextCarrier restoring = () -> () -> {
            Buses.<RuntimeException>sneak(new IOException("restored"));
            return () -> {};
        };
        ContextCarrier undoing = () -> () -> () -> Buses.<RuntimeException>sneak(new IOException("undone"));
        for (ContextCarrier failing : List.of(restoring, undoing)) {
            tenant.set("emitting");
            Bus bus = bus(ContextCarrier.of(tenant), failing);
            bus.registerHandler("h", ALL, manual, event -> {});
            bus.emit("x", 1);
            tenant.set("own");
            executor.runUntilIdle();
            assertThat(tenant.get()).isEqualTo("own");
            assertThat(counts(bus).failed()).isOne();
        }
        assertThat(reported).extracting(it -> it.cause().getMessage()).containsExactly("restored", "undone");
    }
}
