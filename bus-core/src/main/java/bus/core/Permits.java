package bus.core;

/**
 * What a mailbox needs for each event that it lets its handler have. Called under the lock of the mailbox, but for what
 * is said.
 */
interface Permits {

    /** Takes a permit. If there is none, {@code resume} is run once when there is one again, which is then taken. */
    boolean take(Runnable resume);

    /** Gives back a permit that no event has used. Without the lock, as another mailbox may go on with it. */
    void giveBack();

    /** Told that an event which used a permit is done. Without the lock, as another mailbox may go on. */
    void done();
}
