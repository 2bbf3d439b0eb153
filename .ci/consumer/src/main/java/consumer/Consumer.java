package consumer;

import bus.api.Bus;
import bus.api.TopicMatcher;
import bus.testkit.EventRecorder;

final class Consumer {

    private Consumer() {}

    public static void main(String[] args) throws InterruptedException {
        try (Bus bus = Bus.create()) {
            bus.registerTopics("order.created");
            EventRecorder<Object> events = EventRecorder.create();
            bus.registerHandler("recorder", TopicMatcher.wildcard("#"), events);
            bus.emit("order.created", "apples");
            events.awaitExactly("apples");
        }
        System.out.println("an application that has nothing but the staged folder runs");
    }
}
