package bus.core;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The registered topics, or the registered handlers, in the order of their registration, linked to each other: one is
 * taken out without a search, and a walk reads them as they lie in memory. That is several times as fast as in the
 * order of a hash table, and a quarter faster than by the entries of a linked one. Guarded by the lock of the registry.
 */
final class RegistrationOrder<M extends RegistrationOrder.Member<M>> implements Iterable<M> {

    /** What can be in an order. It has no neighbours after it was taken out, as somebody may keep it for long. */
    abstract static class Member<M extends Member<M>> {

        @Nullable
        M previous;

        @Nullable
        M next;
    }

    private @Nullable M first;
    private @Nullable M last;

    void add(M member) {
        link(last, member);
        last = member;
    }

    void remove(M member) {
        link(member.previous, member.next);
        leave(member);
    }

    /** Gives the place of one to another. */
    void replace(M member, M other) {
        link(member.previous, other);
        link(other, member.next);
        leave(member);
    }

    /** Makes two neighbours of each other; null is what stands before the first, or behind the last one. */
    private void link(@Nullable M left, @Nullable M right) {
        if (left == null) {
            first = right;
        } else {
            left.next = right;
        }
        if (right == null) {
            last = left;
        } else {
            right.previous = left;
        }
    }

    private static <M extends Member<M>> void leave(M member) {
        member.previous = null;
        member.next = null;
    }

    @Override
    public Iterator<M> iterator() {
        return new Iterator<>() {

            private @Nullable M member = first;

            @Override
            public boolean hasNext() {
                return member != null;
            }

            @Override
            public M next() {
                M given = member;
                if (given == null) {
                    throw new NoSuchElementException();
                }
                member = given.next;
                return given;
            }
        };
    }
}
