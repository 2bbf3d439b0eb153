package bus.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.EmitOptions;
import bus.api.Event;
import bus.api.FailurePolicy;
import bus.api.Handler;
import bus.api.HandlerException;
import bus.api.HandlerFailure;
import bus.api.HandlerSnapshot;
import bus.api.NestingException;
import bus.api.Overflow;
import bus.api.Topic;
import bus.api.TopicMatcher;
import bus.api.UnknownTopicException;
import bus.api.spi.BusObserver;
import bus.api.spi.CallObserver;
import bus.api.spi.EmitObserver;
import bus.api.spi.ObservedHandler;
import bus.testkit.ManualExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObserverTest {

    private static final TopicMatcher<Object> ALL = TopicMatcher.regex(".*");

    private final Observations observed = new Observations();
    private final List<HandlerFailure> failures = new CopyOnWriteArrayList<>();
    private final Bus bus = builder().observer(observed).build();

    private Bus.Builder builder() {
        return Buses.builder().errorHandler(failures::add).closeLimit(Duration.ZERO);
    }

    @AfterEach
    void close() {
        bus.close();
    }

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
    void anAsynchronousCallIsToldWhereItHappens() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async().executor(executor), event -> {
            if (event.data().equals(2)) {
                throw new IllegalStateException("two");
            }
        });
        observed.lines.clear();

        bus.emit("x", 1);
        bus.emit("x", 2);
        assertThat(observed.taken()).containsExactly("emit 1", "end 1", "emit 2", "end 2");
        executor.runUntilIdle();

        assertThat(observed.lines)
                .containsExactly(
                        "call later 1",
                        "back later 1",
                        "handled later 1",
                        "call later 2",
                        "back later 2",
                        "failed later 2 FAILED two");
        assertThat(failures).hasSize(1);
    }

    @Test
    void aHandlerWithSeveralEventsUnderWayIsToldTheSameWay() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async().executor(executor).unordered(2), event -> {});
        observed.lines.clear();

        bus.emit("x", 1);
        executor.runUntilIdle();

        assertThat(observed.lines)
                .containsExactly("emit 1", "end 1", "call later 1", "back later 1", "handled later 1");
    }

    @Test
    void aStageIsToldWhenItCompletes() {
        ManualExecutor executor = new ManualExecutor();
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        bus.registerTopics("x");
        bus.registerHandler(
                "stage",
                ALL,
                Delivery.async().executor(executor),
                Handler.completing(
                        event -> {
                            if (event.data().equals(3)) {
                                throw new IllegalStateException("three");
                            }
                            stages.add(new CompletableFuture<>());
                            return stages.get(stages.size() - 1);
                        },
                        3));
        observed.lines.clear();
        bus.emit("x", 1);
        bus.emit("x", 2);
        bus.emit("x", 3);
        observed.lines.clear();
        executor.runUntilIdle();
        assertThat(observed.taken())
                .containsExactly(
                        "call stage 1",
                        "back stage 1",
                        "call stage 2",
                        "back stage 2",
                        "call stage 3",
                        "back stage 3",
                        "failed stage 3 FAILED three");

        stages.get(1).completeExceptionally(new IOException("gone"));
        stages.get(0).complete(null);

        assertThat(observed.lines).containsExactly("failed stage 2 FAILED gone", "handled stage 1");
    }

    @Test
    void aStageThatIsNotWaitedForFails() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler(
                "stage",
                ALL,
                Delivery.async().executor(executor),
                Handler.completing(event -> new CompletableFuture<>(), 1));
        bus.emit("x", 1);
        bus.emit("x", 2);
        executor.runUntilIdle();
        observed.lines.clear();

        bus.close();

        assertThat(observed.lines).hasSize(3).contains("lost stage 2 UNDELIVERED");
        assertThat(observed.lines.get(0)).startsWith("failed stage 1 UNDELIVERED ");
        assertThat(observed.lines.get(2)).isEqualTo("closed {stage=2}");
    }

    @Test
    void whatAMailboxLosesIsTold() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        Delivery<Object> one = Delivery.async().executor(executor).capacity(1);
        bus.registerHandler("newest", ALL, one.overflow(Overflow.dropNewest()), event -> {});
        bus.registerHandler("oldest", ALL, one.overflow(Overflow.dropOldest()), event -> {});
        bus.registerHandler("full", ALL, one.overflow(Overflow.fail()), event -> {});
        observed.lines.clear();

        bus.emit("x", 1);
        bus.emit("x", 2);

        assertThat(observed.lines)
                .containsExactly(
                        "emit 1",
                        "end 1",
                        "emit 2",
                        "lost newest 2 DROPPED",
                        "lost oldest 1 DROPPED",
                        "lost full 2 REJECTED",
                        "end 2");
    }

    @Test
    void anEventWhoseKeyCannotBeHadIsLost() {
        bus.registerTopics("x");
        bus.registerHandler(
                "keyed",
                ALL,
                Delivery.async()
                        .<Object>keyed(
                                event -> {
                                    throw new IllegalStateException("no key");
                                },
                                2),
                event -> {});
        observed.lines.clear();

        bus.emit("x", 1);

        assertThat(observed.lines).containsExactly("emit 1", "lost keyed 1 FAILED", "end 1");
    }

    @Test
    void anEventWhoseContextCannotBeRestoredIsLost() {
        ManualExecutor executor = new ManualExecutor();
        Bus carrying = builder()
                .observer(observed)
                .contextCarrier(() -> () -> {
                    throw new IllegalStateException("no context");
                })
                .build();
        carrying.registerTopics("x");
        carrying.registerHandler("later", ALL, Delivery.async().executor(executor), event -> {});
        observed.lines.clear();

        carrying.emit("x", 1);
        executor.runUntilIdle();

        assertThat(observed.lines).containsExactly("emit 1", "end 1", "lost later 1 FAILED");
        carrying.close();
    }

    @Test
    void aCallWhoseContextCannotBeUndoneHasFailed() {
        ManualExecutor executor = new ManualExecutor();
        Bus carrying = builder()
                .observer(observed)
                .contextCarrier(() -> () -> () -> {
                    throw new IllegalStateException("stuck");
                })
                .build();
        carrying.registerTopics("x");
        carrying.registerHandler("later", ALL, Delivery.async().executor(executor), event -> {});
        observed.lines.clear();

        carrying.emit("x", 1);
        executor.runUntilIdle();

        assertThat(observed.lines)
                .containsExactly("emit 1", "end 1", "call later 1", "back later 1", "failed later 1 FAILED stuck");
        assertThat(carrying.snapshot().handlers().get(0).counts().failed()).isEqualTo(1);
        carrying.close();
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
    void theEndIsToldWithItsReportOnce() {
        ManualExecutor executor = new ManualExecutor();
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async().executor(executor), event -> {});
        bus.emit("x", 1);
        observed.lines.clear();

        bus.close();
        bus.close();

        assertThat(observed.lines).containsExactly("lost later 1 UNDELIVERED", "closed {later=1}");
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
    void oneThatIsDoneOnAnotherThreadIsWaitedForByTheTrackedEmitAlone() throws Exception {
        bus.registerTopics("x");
        bus.registerHandler("later", ALL, Delivery.async(), event -> {});
        observed.lines.clear();

        bus.emitTracked("x", 1, EmitOptions.none()).get(50, TimeUnit.SECONDS);
        assertThat(bus.awaitIdle(Duration.ofSeconds(50))).isTrue();

        assertThat(observed.lines).contains("emit 1", "call later 1", "back later 1", "handled later 1", "end 1");
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
