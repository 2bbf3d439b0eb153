/**
 * An observer that counts, times and traces by Micrometer what happens in a bus.
 *
 * <pre>{@code
 * import io.micrometer.core.instrument.MeterRegistry;
 * import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
 *
 * MeterRegistry meters = new SimpleMeterRegistry();
 * Topic<String> created = Topic.of("order.created", String.class);
 * try (Bus bus = Bus.builder().observer(MicrometerObserver.of(meters)).build()) {
 *     bus.registerTopics(created);
 *     bus.emit(created, "three apples");
 * }
 * double emitted = meters.counter("bus.events.emitted", "topic", "order.created").count();
 * System.out.println(emitted); // prints 1.0
 * }</pre>
 */
@NullMarked
package bus.observer.micrometer;

import org.jspecify.annotations.NullMarked;
