package bus.testkit;

import bus.api.Event;
import java.util.BitSet;
import java.util.List;

/**
 * What a wait expects, and how far the events that it has seen meet it. It looks at each of them once. Not thread-safe.
 */
abstract class Expectation {

    enum State {
        OPEN,
        MET,
        /** Whatever comes, it will not be met. */
        IMPOSSIBLE
    }

    private final String rule;
    private final List<?> payloads;
    private int seen;

    private Expectation(String rule, List<?> payloads) {
        this.rule = rule;
        this.payloads = payloads;
    }

    /** Looks at the events that it has not seen yet. */
    final void see(List<? extends Event<?>> events) {
        for (; seen < events.size(); seen++) {
            look(events.get(seen).data());
        }
    }

    /** Looks at the payload of the event at the position {@link #seen()}. */
    abstract void look(Object payload);

    abstract State state();

    /** Returns the position of the first event that is not as expected, or did not come. */
    abstract int difference();

    /**
     * Tells whether nothing came for the expected payload at a position; after the last one there is that of no more.
     */
    abstract boolean isMissing(int position);

    final int seen() {
        return seen;
    }

    final List<?> payloads() {
        return payloads;
    }

    /** Returns how many events are expected. */
    int count() {
        return payloads.size();
    }

    final boolean isPayload(int position, Object payload) {
        return payloads.get(position).equals(payload);
    }

    /** Returns what has to be, with which a message begins. */
    final String rule() {
        return rule;
    }

    /** Returns what can be done, with which the first line of a message ends. */
    String wayOut() {
        return "emit what is missing, or wait longer with within(limit)";
    }

    /** These and no others. */
    abstract static class NoOthers extends Expectation {

        private final String otherAwaits;
        private int fitting;

        NoOthers(String order, String otherAwaits, List<?> payloads) {
            super("payloads must be exactly the expected ones, " + order, payloads);
            this.otherAwaits = otherAwaits;
        }

        /** Tells whether the payload that comes next is expected, and counts as come then. */
        abstract boolean fits(Object payload);

        @Override
        final void look(Object payload) {
            if (fitting == seen() && fits(payload)) {
                fitting++;
            }
        }

        @Override
        final State state() {
            if (fitting < seen()) {
                return State.IMPOSSIBLE;
            }
            return fitting == count() ? State.MET : State.OPEN;
        }

        @Override
        final int difference() {
            return fitting;
        }

        @Override
        final String wayOut() {
            return state() == State.OPEN
                    ? super.wayOut()
                    : "emit these alone, clear() what an earlier step has left, or use " + otherAwaits;
        }
    }

    /** These and no others, in this order. */
    static final class Exactly extends NoOthers {

        Exactly(List<?> payloads) {
            super("in this order", "awaitInAnyOrder or awaitSubsequence", payloads);
        }

        @Override
        boolean fits(Object payload) {
            return seen() < count() && isPayload(seen(), payload);
        }

        @Override
        boolean isMissing(int position) {
            return position == difference();
        }
    }

    /** These and no others, in whatever order. */
    static final class InAnyOrder extends NoOthers {

        private final BitSet found = new BitSet();

        InAnyOrder(List<?> payloads) {
            super("in any order", "awaitSubsequence", payloads);
        }

        @Override
        boolean fits(Object payload) {
            for (int i = found.nextClearBit(0); i < count(); i = found.nextClearBit(i + 1)) {
                if (isPayload(i, payload)) {
                    found.set(i);
                    return true;
                }
            }
            return false;
        }

        @Override
        boolean isMissing(int position) {
            return position < count() ? !found.get(position) : found.cardinality() == count();
        }
    }

    /** These in this order, with others before, between and after them. */
    static final class Subsequence extends Expectation {

        private int found;
        private int afterFound;

        Subsequence(List<?> payloads) {
            super("payloads must contain the expected ones, in this order", payloads);
        }

        @Override
        void look(Object payload) {
            if (found < count() && isPayload(found, payload)) {
                found++;
                afterFound = seen() + 1;
            }
        }

        @Override
        State state() {
            return found == count() ? State.MET : State.OPEN;
        }

        @Override
        int difference() {
            return afterFound;
        }

        @Override
        boolean isMissing(int position) {
            return position == found;
        }
    }

    /** At least so many, whatever they carry. */
    static final class Count extends Expectation {

        private final int count;

        Count(int count) {
            super("events must be as many as expected, or more", List.of());
            this.count = count;
        }

        @Override
        int count() {
            return count;
        }

        @Override
        void look(Object payload) {
            // any will do
        }

        @Override
        State state() {
            return seen() < count ? State.OPEN : State.MET;
        }

        @Override
        int difference() {
            return seen();
        }

        @Override
        boolean isMissing(int position) {
            return false;
        }
    }
}
