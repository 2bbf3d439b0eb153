package bus.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTableTest {

    private static final HandlerCounts NONE = new HandlerCounts(0, 0, 0, 0, 0, 0, 0, 0);
    private static final TopicMatcher<Object> X = TopicMatcher.exact("x");

    private record Order(String number) {}

    private static HandlerSnapshot handler(String key, TopicMatcher<?> on, Delivery<?> delivery) {
        return new HandlerSnapshot(key, on, delivery, true, NONE, CallSite.unknown());
    }

    private static String table(List<TopicSnapshot> topics, HandlerSnapshot... handlers) {
        return new BusSnapshot(topics, List.of(handlers), List.of(), 0, false).toTable();
    }

    @Test
    void topicsStandAboveHandlersInColumns() {
        BusSnapshot snapshot = new BusSnapshot(
                List.of(
                        new TopicSnapshot("order.created", Order.class, List.of("cashier", "log")),
                        new TopicSnapshot("raw", byte[].class, List.of()),
                        new TopicSnapshot("odd", new Object() {}.getClass(), List.of("log"))),
                List.of(
                        new HandlerSnapshot(
                                "cashier",
                                Topic.of("order.created", Order.class),
                                Delivery.sync(),
                                false,
                                new HandlerCounts(3, 0, 1, 0, 0, 0, 2, 0),
                                CallSite.unknown()),
                        new HandlerSnapshot(
                                "log",
                                TopicMatcher.wildcard("#"),
                                Delivery.async(),
                                true,
                                new HandlerCounts(1_234_567, 1_234_500, 1, 20, 30, 4, 5, 7),
                                CallSite.unknown())),
                List.of(),
                1,
                true);

        assertThat(snapshot.toTable()).isEqualTo("""
                        Bus, closed: 3 topics, 2 handlers, 1 unhandled event

                        topic          payload                      handlers
                        order.created  Order                        cashier, log
                        raw            byte[]                       -
                        odd            bus.api.SnapshotTableTest$1  log

                        handler  on             delivery                    offered  delivered  failed  dropped  rejected  undelivered  skipped  pending
                        cashier  order.created  sync                              -          -       1        0         0            0        2        0
                        log      wildcard #     async 1024 BLOCK for PT30S  1234567    1234500       1       20        30            4        5        7""");
    }

    @Test
    void whatIsScheduledStandsBelow() {
        BusSnapshot snapshot = new BusSnapshot(
                List.of(new TopicSnapshot("x", Object.class, List.of())),
                List.of(),
                List.of(
                        new ScheduledSnapshot("reminder", Instant.parse("2026-01-01T00:00:00.5Z")),
                        new ScheduledSnapshot("x\n", Instant.parse("2026-01-01T00:01:00Z"))),
                2,
                false);

        assertThat(snapshot.toTable()).isEqualTo("""
                        Bus, open: 1 topic, 0 handlers, 2 scheduled emits, 2 unhandled events

                        topic  payload  handlers
                        x      Object   -

                        scheduled  due at
                        reminder   2026-01-01T00:00:00.500Z
                        x\\n        2026-01-01T00:01:00Z""");
    }

    @Test
    void anEmptyBusSaysThatItIsEmpty() {
        assertThat(table(List.of())).isEqualTo("Bus, open: 0 topics, 0 handlers");
    }

    @Test
    void aPartWithoutLinesIsLeftOut() {
        assertThat(table(List.of(new TopicSnapshot("x", Object.class, List.of()))))
                .isEqualTo("""
                        Bus, open: 1 topic, 0 handlers

                        topic  payload  handlers
                        x      Object   -""");
        assertThat(table(List.of(), handler("h", X, Delivery.sync()))).isEqualTo("""
                        Bus, open: 0 topics, 1 handler

                        handler  on       delivery  offered  delivered  failed  dropped  rejected  undelivered  skipped  pending
                        h        exact x  sync            0          0       0        0         0            0        0        0""");
    }

    @Test
    void placesStandInTheLastColumnIfAnyIsKnown() {
        CallSite place = CallSite.of(new StackTraceElement("com.acme.Orders", "start", "Orders.java", 42));

        assertThat(table(
                        List.of(),
                        handler("a", X, Delivery.sync()),
                        new HandlerSnapshot("b", X, Delivery.sync(), true, NONE, place)))
                .isEqualTo("""
                        Bus, open: 0 topics, 2 handlers

                        handler  on       delivery  offered  delivered  failed  dropped  rejected  undelivered  skipped  pending  registered at
                        a        exact x  sync            0          0       0        0         0            0        0        0  unknown
                        b        exact x  sync            0          0       0        0         0            0        0        0  com.acme.Orders.start(Orders.java:42)""");
    }

    @Test
    void aDeliveryIsShownByWhatWasSaidOfIt() {
        Delivery<Object> async = Delivery.async().capacity(7);
        HandlerSnapshot[] handlers = {
            handler("a", TopicMatcher.regex("^x"), Delivery.sync()),
            handler("b", X, async.overflow(Overflow.block(Duration.ofMillis(5)))),
            handler("c", X, async.overflow(Overflow.fail()).executor(task -> {})),
            handler("d", X, async.overflow(Overflow.dropOldest())),
            handler("e", X, async.overflow(Overflow.fail()).keyed(Event::topic, 16)),
            handler("f", X, async.overflow(Overflow.fail()).unordered(4).executor(task -> {}))
        };

        assertThat(table(List.of(), handlers).lines().skip(3).map(line -> line.substring(0, line.indexOf(" 0"))))
                .map(String::stripTrailing)
                .containsExactly(
                        "a        regex ^x  sync",
                        "b        exact x   async 7 BLOCK for PT0.005S",
                        "c        exact x   async 7 FAIL, own executor",
                        "d        exact x   async 7 DROP_OLDEST",
                        "e        exact x   async 7 FAIL, keyed over 16",
                        "f        exact x   async 7 FAIL, unordered by 4, own executor");
    }

    @Test
    void hostileNamesBreakNoLine() {
        String hostile = "a\nb\r\t\u0007\u001b[2J\u0085\u2028\u2029\u202e\ud800 \"#\\é中\ud83d\ude00";
        String shown = "a\\nb\\r\\t\\u0007\\u001b[2J\\u0085\\u2028\\u2029\\u202e\\ud800 \"#\\é中\ud83d\ude00";

        assertThat(table(
                        List.of(
                                new TopicSnapshot(hostile, Object.class, List.of(hostile, "h")),
                                new TopicSnapshot("x", Object.class, List.of("h "))),
                        handler(hostile, TopicMatcher.exact("x\n"), Delivery.sync()),
                        handler("h", X, Delivery.sync())))
                .isEqualTo("""
                        Bus, open: 2 topics, 2 handlers

                        topic                                                         payload  handlers
                        SHOWN  Object   SHOWN, h
                        x                                                             Object   h

                        handler                                                       on         delivery  offered  delivered  failed  dropped  rejected  undelivered  skipped  pending
                        SHOWN  exact x\\n  sync            0          0       0        0         0            0        0        0
                        h                                                             exact x    sync            0          0       0        0         0            0        0        0""".replace("SHOWN", shown));
    }
}
