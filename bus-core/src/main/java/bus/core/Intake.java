package bus.core;

import bus.api.HandlerCounts;

/** Where the events of an asynchronous handler go: its mailbox, or one of several. */
interface Intake {

    /** Takes an event, or reports its loss. Returns false if the handler has left: somebody else may get the event. */
    boolean offer(Object entry);

    /** Counts an event that reached a handler which had left and has no other in its place. */
    void skip();

    /** Begins, if it was held back by the handler that it replaces. */
    void release();

    /** Takes no further events; those it has are still handled. */
    void leaveBus();

    HandlerCounts counts();
}
