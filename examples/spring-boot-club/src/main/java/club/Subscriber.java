package club;

import bus.api.Bus;

/**
 * A component that handles events. The bus is made of all of them, so Spring makes them before the bus and destroys
 * them after it: what the bus still delivers while it is closed finds them, and all that they need, in working order.
 */
interface Subscriber {

    /** Registers the handlers of this component; called once. */
    void subscribeTo(Bus bus);
}
