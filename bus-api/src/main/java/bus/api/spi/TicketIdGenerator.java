package bus.api.spi;

import bus.api.IdGenerator;

/**
 * An id generator whose id is a number until somebody reads it. The bus takes a ticket from the clock reading that also
 * dates the event, and renders it when the id is asked for, which may be never.
 *
 * <p>Thread-safe, as every id generator.
 */
public interface TicketIdGenerator extends IdGenerator {

    /**
     * Takes the next ticket.
     *
     * @param epochNanos the time in nanoseconds since 1970-01-01T00:00Z; it may be earlier than one given before
     * @return a ticket that was not given before
     */
    long take(long epochNanos);

    /**
     * Renders a ticket that this generator gave. It must not fail, and gives the same id each time; a failure shows
     * where the id of an event is read, after its emit.
     *
     * @param ticket the ticket
     * @return its id, not blank, and different from that of every other ticket and from what {@link #next} gives
     */
    String render(long ticket);
}
