package order.shop;

import bus.api.Topic;

/** The topics that the shop emits to. */
final class OrderTopics {

    static final Topic<Order> CREATED = Topic.of("order.created", Order.class);
    static final Topic<Order> CANCELED = Topic.of("order.canceled", Order.class);

    private OrderTopics() {}
}
