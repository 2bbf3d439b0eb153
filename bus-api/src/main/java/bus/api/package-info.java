/**
 * What an application sees of the bus: topics, handlers, events, and the bus that brings them together.
 *
 * <pre>{@code
 * Topic<String> created = Topic.of("order.created", String.class);
 * try (Bus bus = Bus.create()) {
 *     bus.registerTopics(created);
 *     bus.registerHandler("printer", created, event -> System.out.println(event.data()));
 *     bus.emit(created, "three apples"); // prints three apples
 * }
 * }</pre>
 *
 * <p>Where to read on:
 *
 * <ul>
 *   <li>{@link Bus} registers topics and handlers and emits events; {@link Bus.Builder} sets one up.
 *   <li>{@link Topic} is a name and a type, {@link TopicMatcher} says on which topics a handler is registered.
 *   <li>{@link Event} is what a {@link Handler} gets, and {@link EmitOptions} says more of it than its payload.
 *   <li>{@link Delivery} gives a handler a mailbox, so that it runs on a thread of its own.
 *   <li>{@link FailurePolicy} and {@link ErrorHandler} say what becomes of the failures of handlers.
 *   <li>{@link BusSnapshot} shows a bus as it is at one moment.
 * </ul>
 *
 * <p>Nothing here takes or returns null unless it says so.
 */
@NullMarked
package bus.api;

import org.jspecify.annotations.NullMarked;
