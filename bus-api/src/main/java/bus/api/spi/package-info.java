/**
 * For those who extend the bus: what id generators, observers and implementations of the bus provide, and what they are
 * given.
 *
 * <p>A {@link BusObserver} is told of what happens in a bus. This one prints each event before its handlers are called:
 *
 * <pre>{@code
 * BusObserver printer = new BusObserver() {
 *     public EmitObserver emitting(Event<?> event) {
 *         System.out.println(event.topic() + ": " + event.data());
 *         return EmitObserver.none();
 *     }
 * };
 * Topic<String> created = Topic.of("order.created", String.class);
 * try (Bus bus = Bus.builder().observer(printer).build()) {
 *     bus.registerTopics(created);
 *     bus.emit(created, "three apples"); // prints order.created: three apples
 * }
 * }</pre>
 *
 * <p>An {@link IdGeneratorProvider} makes an id generator that is chosen by its name. For a generator that one
 * application alone uses, {@link bus.api.Bus.Builder#idGenerator(bus.api.IdGenerator) the builder} takes a lambda. A
 * {@link BusProvider} makes the bus itself.
 */
@NullMarked
package bus.api.spi;

import org.jspecify.annotations.NullMarked;
