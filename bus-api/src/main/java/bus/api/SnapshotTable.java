package bus.api;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Writes a snapshot as a text for people: what bus it is, its topics, its handlers with their counts, what is
 * scheduled.
 */
final class SnapshotTable {

    private static final String NOTHING = "-";

    private SnapshotTable() {}

    static String of(BusSnapshot snapshot) {
        List<String> parts = new ArrayList<>();
        parts.add("Bus, " + (snapshot.closed() ? "closed" : "open") + ": "
                + number(snapshot.topics().size(), "topic") + ", "
                + number(snapshot.handlers().size(), "handler")
                + (snapshot.scheduled().isEmpty()
                        ? ""
                        : ", " + number(snapshot.scheduled().size(), "scheduled emit"))
                + (snapshot.unhandled() == 0 ? "" : ", " + number(snapshot.unhandled(), "unhandled event")));
        if (!snapshot.topics().isEmpty()) {
            parts.add(topics().of(snapshot.topics()));
        }
        if (!snapshot.handlers().isEmpty()) {
            parts.add(handlers(snapshot.handlers()).of(snapshot.handlers()));
        }
        if (!snapshot.scheduled().isEmpty()) {
            parts.add(scheduled().of(snapshot.scheduled()));
        }
        return String.join("\n\n", parts);
    }

    private static String number(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static TextTable<TopicSnapshot> topics() {
        return new TextTable<TopicSnapshot>()
                .text("topic", TopicSnapshot::name)
                .text("payload", topic -> payload(topic.payload()))
                .text(
                        "handlers",
                        topic -> topic.handlerKeys().isEmpty() ? NOTHING : String.join(", ", topic.handlerKeys()));
    }

    private static TextTable<HandlerSnapshot> handlers(List<HandlerSnapshot> handlers) {
        TextTable<HandlerSnapshot> table = new TextTable<HandlerSnapshot>()
                .text("handler", HandlerSnapshot::key)
                .text("on", handler -> on(handler.on()))
                .text("delivery", handler -> delivery(handler.delivery()))
                .number("offered", handler -> ifCounted(handler, HandlerCounts::offered))
                .number("delivered", handler -> ifCounted(handler, HandlerCounts::delivered))
                .number("failed", handler -> count(handler, HandlerCounts::failed))
                .number("dropped", handler -> count(handler, HandlerCounts::dropped))
                .number("rejected", handler -> count(handler, HandlerCounts::rejected))
                .number("undelivered", handler -> count(handler, HandlerCounts::undelivered))
                .number("skipped", handler -> count(handler, HandlerCounts::skipped))
                .number("pending", handler -> count(handler, HandlerCounts::pending));
        if (handlers.stream().anyMatch(handler -> handler.registeredAt().frame().isPresent())) {
            table.text("registered at", handler -> handler.registeredAt().toString());
        }
        return table;
    }

    private static TextTable<ScheduledSnapshot> scheduled() {
        return new TextTable<ScheduledSnapshot>()
                .text("scheduled", ScheduledSnapshot::topic)
                .text("due at", emit -> emit.dueAt().toString());
    }

    /** A class without a simple name, as an anonymous one, is shown by its full name. */
    private static String payload(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private static String on(TopicMatcher<?> on) {
        return on instanceof TopicPattern<?> pattern ? pattern.kindAndText() : ((Topic<?>) on).name();
    }

    /** Not by the text of an executor, which may be long and is not ours. */
    private static String delivery(Delivery<?> how) {
        if (!how.isAsync()) {
            return "sync";
        }
        String inOrder = switch (how.order()) {
            case ORDERED -> "";
            case KEYED -> ", keyed over " + how.parallelism();
            case UNORDERED -> ", unordered by " + how.parallelism();
        };
        return "async " + how.capacity() + " " + how.overflow() + inOrder
                + (how.executor().isPresent() ? ", own executor" : "");
    }

    private static String ifCounted(HandlerSnapshot handler, ToLongFunction<HandlerCounts> count) {
        return handler.deliveriesCounted() ? count(handler, count) : NOTHING;
    }

    private static String count(HandlerSnapshot handler, ToLongFunction<HandlerCounts> count) {
        return Long.toString(count.applyAsLong(handler.counts()));
    }
}
