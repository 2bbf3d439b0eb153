package bus.observer.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An event for which there is no handler. */
@Name("bus.Unhandled")
@Label("Unhandled")
@Description("An event was emitted to a topic on which no handler is registered")
final class UnhandledEvent extends BusEvent {}
