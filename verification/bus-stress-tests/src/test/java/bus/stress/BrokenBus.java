package bus.stress;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Delivery.Order;
import bus.api.Event;
import bus.api.Handler;
import bus.api.Overflow;
import bus.api.TopicMatcher;
import bus.api.spi.CompletingHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Buses that break the contract in one point each, which the model test must find. */
enum BrokenBus implements UnaryOperator<Bus> {
    MAILBOX_HAS_ROOM_FOR_ONE_MORE {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return how.isAsync() ? how.capacity(how.capacity() + 1) : how;
        }
    },
    OLDEST_IS_DROPPED_FOR_NEWEST {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return how.overflow().equals(Overflow.dropNewest()) && how.isAsync()
                    ? how.overflow(Overflow.dropOldest())
                    : how;
        }
    },
    SYNCHRONOUS_HANDLER_IS_CALLED_LATER {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return how.isAsync() ? how : Delivery.async().executor(Runnable::run);
        }
    },
    FAILURE_IS_SWALLOWED {
        @Override
        Handler<Object> handler(Handler<Object> handler) {
            return event -> {
                try {
                    handler.handle(event);
                } catch (RuntimeException swallowed) {
                    // the defect
                }
            };
        }
    },
    EVERY_FIFTIETH_EVENT_IS_LOST {
        @Override
        Handler<Object> handler(Handler<Object> handler) {
            AtomicInteger events = new AtomicInteger();
            return event -> {
                if (events.incrementAndGet() % 50 != 0) {
                    handler.handle(event);
                }
            };
        }
    },
    REPLACING_LOSES_THE_PLACE {
        @Override
        void beforeRegistering(Bus bus, String key) {
            bus.deregisterHandler(key);
        }
    },
    DEREGISTRATION_IS_FORGOTTEN {
        @Override
        boolean deregisters() {
            return false;
        }
    },
    TRACKED_EMIT_WAITS_FOR_NOTHING {
        @Override
        boolean tracks() {
            return false;
        }
    },
    ONE_LANE_TOO_MANY {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return how.key()
                    .map(key -> how.<Object>keyed(key, how.parallelism() + 1))
                    .orElse(how);
        }
    },
    ALL_EVENTS_HAVE_ONE_KEY {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return keyed(how, key -> key == null ? null : 0);
        }
    },
    EVENT_WITHOUT_A_KEY_IS_TAKEN {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return keyed(how, key -> key == null ? 0 : key);
        }
    },
    KEYED_DELIVERY_IS_ORDERED {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return how.order() == Order.KEYED ? how.ordered() : how;
        }
    },
    UNORDERED_HAS_ONE_MORE_AT_A_TIME {
        @Override
        Delivery<Object> delivery(Delivery<Object> how) {
            return how.order() == Order.UNORDERED ? how.unordered(how.parallelism() + 1) : how;
        }
    },
    HANDLER_IS_DONE_WHEN_ITS_FUNCTION_RETURNS {
        @Override
        Handler<Object> completing(CompletingHandler<Object> handler) {
            return handler::begin;
        }
    },
    IN_FLIGHT_IS_UNBOUNDED {
        @Override
        Handler<Object> completing(CompletingHandler<Object> handler) {
            return Handler.completing(event -> begin(handler, event), 1 << 16);
        }
    },
    ONE_LESS_IN_FLIGHT {
        @Override
        Handler<Object> completing(CompletingHandler<Object> handler) {
            return Handler.completing(event -> begin(handler, event), Math.max(1, handler.maxInFlight() - 1));
        }
    },
    STAGE_FAILURE_IS_SWALLOWED {
        @Override
        Handler<Object> completing(CompletingHandler<Object> handler) {
            return Handler.completing(
                    event -> begin(handler, event).exceptionally(swallowed -> null), handler.maxInFlight());
        }
    },
    CANCELLED_STAGE_IS_FORGOTTEN {
        @Override
        Handler<Object> completing(CompletingHandler<Object> handler) {
            return Handler.completing(
                    event -> {
                        CompletableFuture<Object> stage = new CompletableFuture<>();
                        begin(handler, event).whenComplete((value, thrown) -> {
                            if (thrown == null) {
                                stage.complete(value);
                            } else if (!(thrown instanceof CancellationException)) {
                                stage.completeExceptionally(thrown);
                            }
                        });
                        return stage;
                    },
                    handler.maxInFlight());
        }
    },
    CONTEXT_IS_LOST {
        @Override
        Handler<Object> handler(Handler<Object> handler) {
            return event -> {
                RealBus.CONTEXT.remove();
                handler.handle(event);
            };
        }
    };

    Delivery<Object> delivery(Delivery<Object> how) {
        return how;
    }

    Handler<Object> handler(Handler<Object> handler) {
        return handler;
    }

    /** Of one that is done when a stage completes. */
    Handler<Object> completing(CompletingHandler<Object> handler) {
        return handler;
    }

    boolean tracks() {
        return true;
    }

    void beforeRegistering(Bus bus, String key) {}

    boolean deregisters() {
        return true;
    }

    /** Changes the keys of a keyed delivery. */
    static Delivery<Object> keyed(Delivery<Object> how, UnaryOperator<Object> change) {
        return how.key()
                .map(key -> how.<Object>keyed(event -> change.apply(key.apply(event)), how.parallelism()))
                .orElse(how);
    }

    @SuppressWarnings("unchecked")
    static CompletionStage<Object> begin(CompletingHandler<Object> handler, Event<Object> event) {
        try {
            return (CompletionStage<Object>) handler.begin(event);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the handlers of the test throw nothing checked", e);
        }
    }

    @SuppressWarnings("unchecked")
    private Handler<Object> broken(Object handler) {
        return handler instanceof CompletingHandler<?> completing
                ? completing((CompletingHandler<Object>) completing)
                : handler((Handler<Object>) handler);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Bus apply(Bus bus) {
        return (Bus) Proxy.newProxyInstance(
                Bus.class.getClassLoader(), new Class<?>[] {Bus.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("registerHandler")) {
                        beforeRegistering(bus, (String) arguments[0]);
                        return bus.registerHandler(
                                (String) arguments[0],
                                (TopicMatcher<Object>) arguments[1],
                                delivery((Delivery<Object>) arguments[2]),
                                broken(arguments[3]));
                    }
                    if (method.getName().equals("deregisterHandler") && !deregisters()) {
                        return false;
                    }
                    if (method.getName().equals("emitTracked") && !tracks()) {
                        return CompletableFuture.completedFuture(bus.emit((String) arguments[0], arguments[1]));
                    }
                    try {
                        return method.invoke(bus, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
