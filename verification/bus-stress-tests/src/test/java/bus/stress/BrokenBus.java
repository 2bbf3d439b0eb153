package bus.stress;

import bus.api.Bus;
import bus.api.Delivery;
import bus.api.Handler;
import bus.api.Overflow;
import bus.api.TopicMatcher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
    };

    Delivery<Object> delivery(Delivery<Object> how) {
        return how;
    }

    Handler<Object> handler(Handler<Object> handler) {
        return handler;
    }

    void beforeRegistering(Bus bus, String key) {}

    boolean deregisters() {
        return true;
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
                                handler((Handler<Object>) arguments[3]));
                    }
                    if (method.getName().equals("deregisterHandler") && !deregisters()) {
                        return false;
                    }
                    try {
                        return method.invoke(bus, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
