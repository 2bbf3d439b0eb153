package bus.core;

import bus.api.CloseReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** All mailboxes of a bus that may still have events, and what they share. */
final class Mailboxes {

    private final FailureReporter reporter;
    private final Nesting nesting;
    private final Contexts contexts;
    private final Executor threads = new BusThreads();

    /** In the order in which they were opened, in which they are also shut. */
    private final Map<Long, Mailbox> live = new ConcurrentSkipListMap<>();

    private final AtomicLong opened = new AtomicLong();

    Mailboxes(FailureReporter reporter, Nesting nesting, Contexts contexts) {
        this.reporter = reporter;
        this.nesting = nesting;
        this.contexts = contexts;
    }

    FailureReporter reporter() {
        return reporter;
    }

    Nesting nesting() {
        return nesting;
    }

    Contexts contexts() {
        return contexts;
    }

    Executor threads() {
        return threads;
    }

    /** Opens what a handler with such a delivery needs. If it is held, it does not begin before it is released. */
    Intake open(Subscriber subscriber, boolean held) {
        return new MailboxFactory(this, subscriber, held).make();
    }

    long nextNumber() {
        return opened.incrementAndGet();
    }

    Mailbox opened(Mailbox mailbox) {
        live.put(mailbox.number, mailbox);
        return mailbox;
    }

    void done(Mailbox mailbox) {
        live.remove(mailbox.number);
    }

    /**
     * Waits for an instant at which all are at rest. There is one between two looks at all of them, if each was at rest
     * both times and was offered nothing in between: so nobody has to count the events of all.
     */
    boolean awaitIdle(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (true) {
            Map<Mailbox, Long> seen = new HashMap<>();
            Mailbox busy = look(seen);
            if (busy == null && isUnchanged(seen)) {
                return true;
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            if (busy != null) {
                busy.awaitRest(left);
            } else if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Notes how many events each was offered, up to the first that is busy. */
    private @Nullable Mailbox look(Map<Mailbox, Long> seen) {
        for (Mailbox mailbox : live.values()) {
            long offered = mailbox.restingSince();
            if (offered < 0) {
                return mailbox;
            }
            seen.put(mailbox, offered);
        }
        return null;
    }

    private boolean isUnchanged(Map<Mailbox, Long> seen) {
        for (Mailbox mailbox : live.values()) {
            seen.putIfAbsent(mailbox, 0L);
        }
        return seen.entrySet().stream().allMatch(it -> it.getKey().restingSince() == it.getValue());
    }

    /** Tells what waits at this moment. */
    CloseReport unfinished() {
        return report(Mailbox::unfinished);
    }

    /**
     * Ends those that are at rest, one after the other up to one that is not: an emit that was under way may have come
     * to it. Returns whether all are ended.
     */
    boolean shutAtRest() {
        return live.values().stream().allMatch(Mailbox::shutAtRest);
    }

    /** Ends them all, and reports what they had not delivered. */
    CloseReport shut() {
        return report(Mailbox::shut);
    }

    /** Asks each of them to count what it has, and how many calls have not come back. */
    private CloseReport report(ToIntBiFunction<Mailbox, Map<String, Long>> asked) {
        Map<String, Long> undelivered = new LinkedHashMap<>();
        int running = 0;
        for (Mailbox mailbox : live.values()) {
            running += asked.applyAsInt(mailbox, undelivered);
        }
        return new CloseReport(undelivered, running);
    }
}
