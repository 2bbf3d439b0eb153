package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.Bus;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerSnapshot;
import bus.api.NestingException;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import bus.api.spi.BusObserver;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest extends ObserverTesting {

    @Test
    void registrationsAreToldInTheirOrder() {
        bus.registerTopics("x", "y");
        bus.registerTopics("x");
        bus.registerTopics(Topic.of("z", Integer.class), Topic.of("x", Object.class));
        bus.registerHandler("h", ALL, event -> {});
        bus.registerHandler("h", ALL, event -> {});
        bus.deregisterHandler("h");
        bus.deregisterHandler("h");
        bus.deregisterTopics("x", "unknown", "z");
        bus.deregisterTopics("unknown");

        assertThat(observed.lines)
                .containsExactly(
                        "topics [x, y]",
                        "topics [z]",
                        "handler h",
                        "no handler h",
                        "handler h",
                        "no handler h",
                        "no topics [x, z]");
    }

    @Test
    void whatIsRefusedIsNotTold() {
        bus.registerTopics("x");
        observed.lines.clear();

        assertThatThrownBy(() -> bus.registerTopics(Topic.of("y", Object.class), Topic.of("x", Integer.class)));
        assertThatThrownBy(() -> bus.registerHandler("h", Topic.of("x", Integer.class), event -> {}));
        assertThatThrownBy(() -> bus.emit("unknown", 1)).isInstanceOf(UnknownTopicException.class);

        assertThat(observed.lines).isEmpty();
    }

    @Test
    void aHandlerIsSeenAsItIsAtTheMoment() {
        bus.registerTopics("x");
        bus.registerHandler("h", ALL, event -> {});
        ObservedHandler handler = observed.handlers.get(0);

        bus.emit("x", 1);
        bus.emit("x", 2);

        HandlerSnapshot snapshot = handler.snapshot();
        assertThat(snapshot).isEqualTo(bus.snapshot().handlers().get(0));
        assertThat(snapshot.deliveriesCounted()).isTrue();
        assertThat(snapshot.counts().delivered()).isEqualTo(2);
    }

    @Test
    void anEmitIsToldWithEachCall() {
        bus.registerTopics("x");
        bus.registerHandler("a", ALL, event -> observed.lines.add("a has " + event.data()));
        bus.registerHandler("b", ALL, event -> {});
        observed.lines.clear();

        bus.emit("x", 1);

        assertThat(observed.lines)
                .containsExactly(
                        "emit 1",
                        "call a 1",
                        "a has 1",
                        "back a 1",
                        "handled a 1",
                        "call b 1",
                        "back b 1",
                        "handled b 1",
                        "end 1");
    }

    @Test
    void emitsByAnEmitterAreToldAndTrackedOnesAreToo() {
        bus.registerTopics("x");
        bus.registerHandler("a", ALL, event -> {});
        observed.lines.clear();

        bus.emitter(Topic.of("x", Object.class)).emit(1);
        bus.emitTracked("x", 2, EmitOptions.none()).join();

        assertThat(observed.lines)
                .containsExactly(
                        "emit 1",
                        "call a 1",
                        "back a 1",
                        "handled a 1",
                        "end 1",
                        "emit 2",
                        "call a 2",
                        "back a 2",
                        "handled a 2",
                        "end 2");
    }

    @Test
    void nestedEmitsAreToldInside() {
        bus.registerTopics("x", "y");
        bus.registerHandler("a", TopicMatcher.exact("x"), event -> bus.emit("y", 2));
        bus.registerHandler("b", TopicMatcher.exact("y"), event -> {});
        observed.lines.clear();

        bus.emit("x", 1);

        assertThat(observed.lines)
                .containsExactly(
                        "emit 1",
                        "call a 1",
                        "emit 2",
                        "call b 2",
                        "back b 2",
                        "handled b 2",
                        "end 2",
                        "back a 1",
                        "handled a 1",
                        "end 1");
    }

    @Test
    void aFailureIsToldAndTheOthersAreCalled() {
        bus.registerTopics("x");
        bus.registerHandler("bad", ALL, event -> {
            throw new IOException("disk full");
        });
        bus.registerHandler("good", ALL, event -> {});
        observed.lines.clear();

        assertThatThrownBy(() -> bus.emit("x", 1)).isInstanceOf(HandlerException.class);

        assertThat(observed.lines)
                .containsExactly(
                        "emit 1",
                        "call bad 1",
                        "back bad 1",
                        "failed bad 1 FAILED disk full",
                        "call good 1",
                        "back good 1",
                        "handled good 1",
                        "end 1");
        assertThat(observed.handlers.get(0).snapshot().counts().failed()).isEqualTo(1);
        assertThat(observed.handlers.get(0).snapshot().counts().delivered()).isZero();
    }

    @Test
    void howLongACallTookIsTold() {
        List<Long> told = new ArrayList<>();
        Bus timed = builder()
                .failurePolicy(FailurePolicy.REPORT)
                .observer(new BusObserver() {
                    @Override
                    public EmitObserver emitting(Event<?> event) {
                        return new EmitObserver() {
                            @Override
                            public CallObserver calling(ObservedHandler handler) {
                                return new CallObserver() {
                                    @Override
                                    public void handled(long nanos) {
                                        told.add(nanos);
                                    }

                                    @Override
                                    public void failed(HandlerFailure failure, long nanos) {
                                        told.add(nanos);
                                    }
                                };
                            }
                        };
                    }
                })
                .build();
        timed.registerTopics("x");
        timed.registerHandler("good", ALL, event -> takeTime());
        timed.registerHandler("bad", ALL, event -> {
            takeTime();
            throw new IOException("disk full");
        });

        long begin = System.nanoTime();
        timed.emit("x", 1);
        long whole = System.nanoTime() - begin;

        assertThat(told).hasSize(2).allSatisfy(nanos -> assertThat(nanos).isBetween(1L, whole));
        timed.close();
    }

    private static void takeTime() {
        long begin = System.nanoTime();
        while (System.nanoTime() == begin) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anEmitWithoutHandlersIsUnhandled() {
        bus.registerTopics("x");
        observed.lines.clear();

        bus.emit("x", 1);

        assertThat(observed.lines).containsExactly("emit 1", "unhandled 1", "end 1");
    }

    @Test
    void handlersThatAreSkippedAreLost() {
        bus.registerTopics("x");
        bus.registerHandler("deep", ALL, event -> bus.emit("x", (Integer) event.data() + 1));
        bus.registerHandler("after", ALL, event -> {});
        Bus shallow = builder().observer(observed).depthLimit(1).build();
        shallow.registerTopics("x");
        shallow.registerHandler("deep", ALL, event -> shallow.emit("x", 2));
        shallow.registerHandler("after", ALL, event -> {});
        observed.lines.clear();

        assertThatThrownBy(() -> shallow.emit("x", 1)).isInstanceOf(NestingException.class);

        assertThat(observed.lines).hasSize(6).startsWith("emit 1", "call deep 1", "back deep 1");
        assertThat(observed.lines.get(3)).startsWith("failed deep 1 FAILED ");
        assertThat(observed.lines).endsWith("lost after 1 SKIPPED", "end 1");
        shallow.close();
    }

    @Test
    void aHandlerThatIsDeregisteredDuringAnEmitIsToldOfNothing() {
        bus.registerTopics("x");
        bus.registerHandler("a", ALL, event -> bus.deregisterHandler("b"));
        bus.registerHandler("b", ALL, event -> {});
        observed.lines.clear();

        bus.emit("x", 1);

        assertThat(observed.lines)
                .containsExactly("emit 1", "call a 1", "no handler b", "back a 1", "handled a 1", "end 1");
    }

    @Test
    void observersAreToldInTheirOrder() {
        List<String> told = new ArrayList<>();
        Bus observedTwice = builder()
                .observer(named("first", told))
                .observer(named("second", told))
                .build();
        observedTwice.registerTopics("x");

        observedTwice.emit("x", 1);

        assertThat(told).containsExactly("first 1", "second 1");
        observedTwice.close();
    }

    private static BusObserver named(String name, List<String> told) {
        return new BusObserver() {
            @Override
            public EmitObserver emitting(Event<?> event) {
                told.add(name + " " + event.data());
                return EmitObserver.none();
            }
        };
    }

    @Test
    void anObserverMayRegisterHandlersAndEmit() {
        Bus[] holder = new Bus[1];
        List<Object> got = new ArrayList<>();
        holder[0] = builder()
                .observer(observed)
                .observer(new BusObserver() {
                    @Override
                    public void topicsRegistered(List<Topic<?>> topics) {
                        String topic = topics.get(0).name();
                        holder[0].registerHandler("of " + topic, TopicMatcher.exact(topic), e -> got.add(e.data()));
                        holder[0].emit(topic, "hello");
                    }
                })
                .build();

        holder[0].registerTopics("x");

        assertThat(got).containsExactly("hello");
        assertThat(observed.lines).startsWith("topics [x]", "emit hello").endsWith("end hello", "handler of x");
        holder[0].close();
    }

    @Test
    void reportedFailuresAreToldAsWell() {
        Bus reporting =
                builder().observer(observed).failurePolicy(FailurePolicy.REPORT).build();
        reporting.registerTopics("x");
        reporting.registerHandler("bad", ALL, event -> {
            throw new IOException("disk full");
        });
        observed.lines.clear();

        reporting.emit("x", 1);

        assertThat(observed.lines)
                .containsExactly("emit 1", "call bad 1", "back bad 1", "failed bad 1 FAILED disk full", "end 1");
        reporting.close();
    }

    @Test
    void whoeverWantsToKnowNothingOfAnEmitOrACallIsToldNothing() {
        CallObserver call = CallObserver.none();
        EmitObserver emit = EmitObserver.none();

        assertThat(emit).isSameAs(EmitObserver.none());
        assertThat(call).isSameAs(CallObserver.none());
        assertThat(emit.calling(observedHandler())).isSameAs(call);
    }

    @Test
    void anEmitThatNobodyWantsToKnowOfIsCountedAndGoesItsWay() {
        Observers observers =
                new Observers(List.of(new BusObserver() {}, new BusObserver() {}), new FailureReporter(failures::add));
        assertThat(observers.emitting(new EmittedEvent.WithId<>("x", 1, EmitOptions.none(), 0, "id")))
                .isNull();
        List<Object> handled = new ArrayList<>();
        Bus ignoring = builder().observer(new BusObserver() {}).build();
        ignoring.registerTopics("x");
        ignoring.registerHandler("a", ALL, event -> handled.add(event.data()));

        ignoring.emit("x", 1);

        assertThat(handled).containsExactly(1);
        assertThat(ignoring.snapshot().handlers().get(0).counts().delivered()).isEqualTo(1);
        ignoring.close();
    }

    @Test
    void aFailedCallThatNobodyWantsToKnowOfIsNoLoss() {
        List<String> told = new ArrayList<>();
        Bus ofEmits = builder()
                .failurePolicy(FailurePolicy.REPORT)
                .observer(new BusObserver() {
                    @Override
                    public EmitObserver emitting(Event<?> event) {
                        return new EmitObserver() {
                            @Override
                            public void lost(ObservedHandler handler, HandlerFailure failure) {
                                told.add("lost");
                            }

                            @Override
                            public void ended() {
                                told.add("ended");
                            }
                        };
                    }
                })
                .build();
        ofEmits.registerTopics("x");
        ofEmits.registerHandler("bad", ALL, event -> {
            throw new IOException("disk full");
        });

        ofEmits.emit("x", 1);

        assertThat(told).containsExactly("ended");
        ofEmits.close();
    }

    private ObservedHandler observedHandler() {
        bus.registerHandler("h", ALL, event -> {});
        return observed.handlers.get(0);
    }
}
