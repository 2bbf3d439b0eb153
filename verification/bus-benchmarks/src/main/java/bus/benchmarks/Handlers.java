package bus.benchmarks;

import bus.api.Handler;

/** The handlers of the bus and of all that is written by hand, so that the same calls are compared. */
final class Handlers {

    private Handlers() {}

    /**
     * Makes handlers, each an object of its own and of three classes in turn, so that they are called as in an
     * application.
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Handler<Order>[] of(int count) {
        Handler<Order>[] handlers = new Handler[count];
        for (int i = 0; i < count; i++) {
            int least = -i;
            handlers[i] = switch (i % 3) {
                case 0 -> event -> event.data().check(least);
                case 1 -> event -> event.data().check(least);
                default -> event -> event.data().check(least);
            };
        }
        return handlers;
    }
}
