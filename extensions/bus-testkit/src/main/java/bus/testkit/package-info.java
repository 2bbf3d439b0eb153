/**
 * For tests of code that uses a bus, and of the parts that one is built from.
 *
 * <pre>{@code
 * Topic<String> created = Topic.of("order.created", String.class);
 * EventRecorder<String> recorder = EventRecorder.create();
 * Bus.Builder known = Bus.builder().idGenerator(SequentialIds.create()).clock(ManualClock.at("2026-01-01T00:00:00Z"));
 * try (Bus bus = known.build()) {
 *     bus.registerTopics(created);
 *     bus.registerHandler("recorder", created, Delivery.async(), recorder);
 *     Event<String> event = bus.emit(created, "apples");
 *     recorder.awaitExactly("apples");
 *     System.out.println(event.id() + " at " + event.occurredAt()); // prints 1 at 2026-01-01T00:00:00Z
 * }
 * }</pre>
 *
 * <p>{@link ManualExecutor} says when an asynchronous handler runs, and {@link IdGeneratorContract} tests an id
 * generator.
 */
@NullMarked
package bus.testkit;

import org.jspecify.annotations.NullMarked;
