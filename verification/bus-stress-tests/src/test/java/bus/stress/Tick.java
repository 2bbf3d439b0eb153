package bus.stress;

import bus.api.Event;

/** What the threads of the soak test emit: numbers that grow for each of them. */
record Tick(int emitter, long number) {

    static final int EMITTERS = 2;

    /** How many keys there are. */
    static final int KEYS = EMITTERS * 8;

    /** Each key belongs to one emitter, so that its numbers grow. */
    static int key(Event<Tick> event) {
        return event.data().emitter + (int) (event.data().number % 8) * EMITTERS;
    }

    /** Gives some events no key. */
    static Integer keyOrNone(Event<Tick> event) {
        int last = event.data().ending(1_000);
        if (last == 1) {
            throw new IllegalStateException("one of a thousand");
        }
        return last == 2 ? null : key(event);
    }

    int ending(int modulus) {
        return (int) (number % modulus);
    }
}
